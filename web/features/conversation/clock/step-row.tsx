import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { startOf } from '../../../lib/time/zone.ts'
import classes from './explanation.module.css'
import type { Step } from './steps.ts'

/** A stretch: when, whether it counted, how long, and by which status, team and calendar. */
export function StepRow({ step, dueAt }: { step: Step; dueAt: string | null }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const { stretch, seconds, total, due } = step
  const counted = stretch.kind === 'counted'
  const why = [
    catalog.valueLabel('status', stretch.status),
    stretch.team === null ? t('talk.explain.noTeam') : t('talk.explain.team', { team: stretch.team }),
    stretch.calendar === 'always'
      ? t('talk.explain.always')
      : t('talk.explain.calendar', { calendar: stretch.calendar, version: stretch.calendarVersion }),
  ]
  return (
    <>
      <tr data-kind={stretch.kind}>
        <td>{spanText(Date.parse(stretch.from), Date.parse(stretch.to))}</td>
        <td>
          <i className={classes.mark} data-kind={stretch.kind} aria-hidden />
          {t(`talk.explain.kind.${stretch.kind}`)}
        </td>
        <td data-number>{format.countdown(seconds)}</td>
        <td data-number>{counted ? format.countdown(total) : t('value.missing')}</td>
        <td>{why.join(', ')}</td>
      </tr>
      {due && dueAt !== null && (
        <tr className={classes.due}>
          <td>{format.instant(dueAt, 'weekdayTime')}</td>
          <td colSpan={4}>{t('talk.explain.usedUp')}</td>
        </tr>
      )}
    </>
  )

  function spanText(from: number, to: number): string {
    const sameDay = startOf(from, 'd', format.zone) === startOf(to - 1, 'd', format.zone)
    return `${format.instant(from, 'weekdayTime')} – ${format.instant(to, sameDay ? 'time' : 'weekdayTime')}`
  }
}
