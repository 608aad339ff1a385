import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from '../alerts.module.css'
import { rulesQuery, silencesQuery, useChange } from '../api.ts'
import { useLabelText } from '../labels.ts'

export function Silences() {
  const { t } = useTranslation()
  const format = useFormat()
  const labelText = useLabelText()
  const query = useQuery(silencesQuery)
  const rules = useQuery(rulesQuery).data?.rules ?? []
  const change = useChange()
  const nameOf = (id: string | null) =>
    id === null ? t('alerts.silences.all') : (rules.find((rule) => rule.id === id)?.body.name ?? id)
  return (
    <Section title={t('alerts.silences.title')}>
      <QueryState query={query} skeleton={48} holds>
        {(silences) =>
          silences.length === 0 ? (
            <p className={classes.quiet}>{t('alerts.silences.none')}</p>
          ) : (
            <ul className={classes.alerts}>
              {silences.map(({ id, rule, labels, until, reason }) => {
                const what = `${nameOf(rule)}${Object.keys(labels).length > 0 ? ` · ${labelText(labels)}` : ''}`
                return (
                  <li key={id} data-silence={rule}>
                    <span>
                      <b>{what}</b>{' '}
                      <span className={classes.quiet}>
                        {t('alerts.silences.until', { time: format.instant(until, 'dateTime') })}, {reason}
                      </span>
                    </span>
                    <BarButton
                      plain
                      bare
                      aria-label={t('alerts.silences.endOf', { what })}
                      disabled={change.isPending}
                      onClick={() => change.mutate({ do: 'end-silence', id })}
                    >
                      {t('alerts.silences.end')}
                    </BarButton>
                  </li>
                )
              })}
            </ul>
          )
        }
      </QueryState>
    </Section>
  )
}
