import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExplainedClock } from '../../../../pipelines/sla/explain-clock.ts'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './explanation.module.css'
import { StepRow } from './step-row.tsx'
import { stepsOf, sumsOf } from './steps.ts'
import { useChosenClock } from './use-chosen-clock.ts'

/** Why a clock says what it says: every stretch, what it counted for, and the sum held against the promise. */
export function Explanation({ clock }: { clock: ExplainedClock }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const { chosen, choose } = useChosenClock()
  const target = catalog.valueLabel('target', clock.target)
  const name = clock.cycle > 1 ? `${target} ${clock.cycle}` : target
  const steps = stepsOf(clock)
  return (
    <Section
      title={t('talk.explain.title', { name })}
      note={t('talk.explain.under', {
        policy: clock.policy,
        version: clock.policyVersion,
        priority: catalog.valueLabel('priority', clock.priority),
        calendar: calendarText(clock),
      })}
      actions={
        <BarButton
          plain
          aria-label={t('talk.explain.close')}
          icon={<IconX size={16} aria-hidden />}
          onClick={() => chosen !== null && choose(chosen)}
        />
      }
    >
      <Verdict clock={clock} />
      <div className={classes.scroller}>
        <table className={classes.table}>
          <caption className="pg-hidden">{t('talk.explain.title', { name })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('talk.explain.when')}</th>
              <th scope="col">{t('talk.explain.what')}</th>
              <th scope="col" data-number>
                {t('talk.explain.seconds')}
              </th>
              <th scope="col" data-number>
                {t('talk.explain.total')}
              </th>
              <th scope="col">{t('talk.explain.because')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <StepRow key={step.stretch.from} step={step} dueAt={clock.dueAt} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t('talk.explain.sum')}
              </th>
              <td data-number>{format.countdown(steps.at(-1)?.total ?? 0)}</td>
              <td>{t('talk.explain.ofTarget', { time: format.countdown(clock.targetS) })}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  )

  function calendarText({ calendar, calendarVersion }: ExplainedClock) {
    return calendar === 'always'
      ? t('talk.explain.always')
      : t('talk.explain.calendar', { calendar, version: calendarVersion })
  }
}

/** Counted against promised, in a sentence, with the instants that decided it. */
function Verdict({ clock }: { clock: ExplainedClock }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { targetS, elapsedS, dueAt, breachedAt, stoppedAt, stretches } = clock
  const sums = sumsOf(stretches)
  const late = elapsedS > targetS
  const how = breachedAt !== null ? 'late' : stoppedAt !== null ? 'inTime' : 'running'
  const parts = [
    dueAt !== null && t('talk.dueAt', { time: format.instant(dueAt, 'weekdayTime') }),
    breachedAt !== null && t('talk.breachedAt', { time: format.instant(breachedAt, 'weekdayTime') }),
    stoppedAt !== null && t('talk.explain.stoppedAt', { time: format.instant(stoppedAt, 'weekdayTime') }),
    sums.paused > 0 && t('talk.explain.pausedFor', { time: format.duration(sums.paused) }),
    sums.closed > 0 && t('talk.explain.closedFor', { time: format.duration(sums.closed) }),
  ].filter(Boolean)
  return (
    <div className={classes.verdict}>
      <p data-how={how}>
        {t(`talk.explain.verdict.${how}`, {
          elapsed: format.duration(elapsedS),
          target: format.duration(targetS),
          rest: format.duration(Math.abs(late ? elapsedS - targetS : targetS - elapsedS)),
        })}
      </p>
      <p className={classes.quiet}>{parts.join(' · ')}</p>
    </div>
  )
}
