import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { clockKey } from '../clock/clock-key.ts'
import { useChosenClock } from '../clock/use-chosen-clock.ts'
import { LANE, layoutOf } from './layout.ts'
import type { Clock, Model } from './model.ts'
import classes from './timeline.module.css'

/** What each lane is; for a clock with a word for how it went. */
export function LaneNames({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { rows, height } = layoutOf(model)
  return (
    <div className={classes.names} style={{ height }}>
      <span style={{ top: rows.messages, height: LANE }}>{t('talk.lane.messages')}</span>
      <span style={{ top: rows.waits, height: LANE }}>{t('talk.lane.waits')}</span>
      <span style={{ top: rows.statuses, height: LANE }}>{t('talk.lane.status')}</span>
      {model.clocks.map((clock, index) => (
        <span
          key={`${clock.target} ${clock.cycle} ${clock.from}`}
          style={{ top: rows.clocks + index * LANE, height: LANE }}
        >
          <ClockName clock={clock} />
        </span>
      ))}
    </div>
  )
}

const STATES = ['met', 'breached', 'running', 'overdue', 'removed'] as const

function ClockName({ clock }: { clock: Clock }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const state = STATES.find((known) => known === clock.state)
  const { chosen, choose } = useChosenClock()
  const key = clockKey(clock)
  const paused = clock.open && clock.dueAt === null
  return (
    <button
      type="button"
      className={classes.clockName}
      title={t('talk.explain.show')}
      aria-expanded={chosen === key}
      onClick={() => choose(key)}
    >
      {catalog.valueLabel('target', clock.target)}
      {clock.cycle > 1 && ` ${clock.cycle}`}
      <small data-state={clock.state}>{paused ? t('talk.paused') : state && t(`talk.state.${state}`)}</small>
    </button>
  )
}
