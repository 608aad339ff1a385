import { IconFlagPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mark } from '../../lib/api/annotations.ts'
import type { FiredAlert } from '../../lib/api/get-incidents.ts'
import type { Format } from '../../lib/format/use-format.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { BarButton } from '../ui/bar-button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import classes from './annotations.module.css'
import type { Marks } from './use-marks.ts'

const Editor = lazy(() =>
  import('./annotation-editor.tsx').then((module) => ({ default: module.AnnotationEditor })),
)

/** What is edited: one that is there, or a new one over a stretch (epoch milliseconds, half-open). */
export type Edited = { mark: Mark } | { from: number; to: number; wholeDays: boolean }

interface AnnotationListProps {
  marked: Marks
  edited: Edited | null
  onEdit: (edited: Edited | null) => void
  /** What "mark a time" begins with. */
  start: Extract<Edited, { from: number }>
}

/** The marks of a chart in words, each leading to its form, and the way to a new one. */
export function AnnotationList({ marked: { said, awaited }, edited, onEdit, start }: AnnotationListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className={classes.marked} data-holds={awaited || undefined}>
      {said.length > 0 && (
        <ul aria-label={t('annotation.list')}>
          {said.map(({ id, letter, says }) => (
            <li key={id}>
              {'mark' in says ? (
                <button
                  type="button"
                  title={t('annotation.form.edit')}
                  onClick={() => onEdit({ mark: says.mark })}
                >
                  <b>{letter}</b>
                  <span>
                    {t(`annotation.kind.${says.mark.kind}`)}: {says.mark.text}
                  </span>
                  <time dateTime={says.mark.startsAt}>{whenText(says.mark, format)}</time>
                </button>
              ) : (
                <AlertMark letter={letter} alert={says.alert} />
              )}
            </li>
          ))}
        </ul>
      )}
      {!awaited && (
        <BarButton
          plain
          bare
          data-no-picture
          title={t('annotation.hint')}
          icon={<IconFlagPlus size={16} stroke={1.6} aria-hidden />}
          onClick={() => onEdit(start)}
        >
          {t('annotation.add')}
        </BarButton>
      )}
      {edited && (
        <Loaded>
          <Editor edited={edited} onClose={() => onEdit(null)} />
        </Loaded>
      )}
    </div>
  )
}

/** An alert on the chart's metric, leading to its rule. */
function AlertMark({ letter, alert }: { letter: string; alert: FiredAlert }) {
  const { t } = useTranslation()
  const format = useFormat()
  const values = Object.values(alert.labels).flatMap((value) => value ?? [])
  return (
    <Link to="/alerts" search={(before) => ({ ...before, rule: alert.rule })} data-alert={alert.rule}>
      <b>{letter}</b>
      <span>{t('annotation.alert', { what: [alert.name, ...values].join(' · ') })}</span>
      <time dateTime={alert.from}>{format.instant(alert.from, 'dateTime')}</time>
    </Link>
  )
}

function whenText({ startsAt, endsAt, expected_effect_pct }: Mark, format: Format): string {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)]
  const when = from === to ? format.instant(from, 'dateTime') : format.range({ from, to })
  return expected_effect_pct === null ? when : `${when} (${signed(expected_effect_pct, format)})`
}

const signed = (percent: number, format: Format) =>
  `${percent > 0 ? '+' : ''}${format.percent(percent / 100)}`
