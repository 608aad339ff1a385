import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import classes from '../alerts.module.css'
import { rulesQuery } from '../api.ts'
import { RuleItem } from './rule-item.tsx'

/** Every rule in words with what it says now, those that fire first. */
export function Rules() {
  const { t } = useTranslation()
  const format = useFormat()
  const set = useSetSearch()
  const query = useQuery(rulesQuery)
  const looked = query.data?.lookedAt
  return (
    <Section
      title={t('alerts.rules.title')}
      note={
        looked === undefined
          ? null
          : looked === null
            ? t('alerts.rules.never')
            : t('alerts.rules.note', { time: format.instant(looked, 'timeSeconds') })
      }
      actions={
        <BarButton
          plain
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => set({ rule: 'new:' })}
        >
          {t('alerts.rules.add')}
        </BarButton>
      }
    >
      <QueryState query={query} skeleton={240} holds>
        {({ rules }) =>
          rules.length === 0 ? (
            <Notice title={t('alerts.rules.none')}>{t('alerts.rules.noneHint')}</Notice>
          ) : (
            <ul className={classes.list}>
              {[...rules]
                .sort((a, b) => b.firing - a.firing || b.pending - a.pending || (a.id < b.id ? -1 : 1))
                .map((rule) => (
                  <RuleItem key={rule.id} rule={rule} />
                ))}
            </ul>
          )
        }
      </QueryState>
    </Section>
  )
}
