import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { together } from '../../../components/ui/together.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { calendarsQuery, inForce, type PolicyRecord, policiesQuery } from '../config/get-config.ts'
import { whatIfQuery } from './run-what-if.ts'
import { Shifts } from './shifts.tsx'
import { isTried, type Trial, tidied, triedPolicy } from './trial.ts'
import { TrialForm } from './trial-form.tsx'
import { usePast } from './use-past.ts'
import { useTrial } from './use-trial.ts'
import classes from './what-if.module.css'

/** Other targets, calendars and pauses, tried on the past. */
export function WhatIf() {
  const { t } = useTranslation()
  const policies = useQuery(policiesQuery)
  const calendars = useQuery(calendarsQuery)
  return (
    <Section title={t('sla.whatIf.title')} note={t('sla.whatIf.note')}>
      <QueryState query={together(policies, calendars)} room={360} holds>
        {(records) =>
          inForce(records).length === 0 ? (
            <Notice title={t('sla.policies.none')}>{t('sla.policies.noneHint')}</Notice>
          ) : (
            <Desk policies={inForce(records)} />
          )
        }
      </QueryState>
    </Section>
  )
}

function Desk({ policies }: { policies: readonly PolicyRecord[] }) {
  const { t } = useTranslation()
  const calendars = inForce(useQuery(calendarsQuery).data ?? [])
  const { trial, settled, pending, change } = useTrial()
  const of = ({ policy }: Trial) =>
    policies.find(({ id }) => id === policy) ?? (policies.at(-1) as PolicyRecord)
  const chosen = of(trial)
  const asked = tidied(settled, of(settled).body)
  const past = usePast(asked.days)
  const query = useQuery(
    whatIfQuery({
      ...past,
      changes: isTried(asked)
        ? [{ kind: 'policy', id: of(settled).id, body: triedPolicy(of(settled).body, asked) }]
        : [],
    }),
  )
  return (
    <div className={classes.desk}>
      <div>
        <TrialForm
          trial={trial}
          policies={policies}
          chosen={chosen}
          calendars={calendars}
          onChange={change}
        />
        {isTried(tidied(trial, chosen.body)) && (
          <BarButton plain onClick={() => change({ ...trial, targets: {} })}>
            {t('sla.whatIf.reset')}
          </BarButton>
        )}
      </div>
      <div className={classes.outcome} aria-busy={pending || query.isFetching} aria-live="polite">
        <QueryState query={query} room={[320, 640]}>
          {(result) => (
            <>
              <Shifts result={result} tried={isTried(asked)} />
              <Basis from={past.from} to={past.to} asOf={result.asOf} clocks={result.clocks.before} />
            </>
          )}
        </QueryState>
      </div>
    </div>
  )
}

interface BasisProps {
  from: string
  to: string
  asOf: string
  clocks: number
}

function Basis({ from, to, asOf, clocks }: BasisProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <p className={classes.basis}>
      {t('sla.whatIf.basis', {
        count: clocks,
        formatted: format.number(clocks),
        from: format.instant(from, 'date'),
        to: format.instant(Date.parse(to) - 1, 'date'),
        time: format.instant(asOf, 'time'),
      })}
    </p>
  )
}
