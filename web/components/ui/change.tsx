import { useTranslation } from 'react-i18next'
import { changeOf, type Direction } from '../../lib/format/change.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import classes from './change.module.css'

interface ChangeProps {
  value: number | null
  previous: number | null
  unit: string
  better: Direction
  /** What the figure is held against, when it is not said nearby. */
  against?: string
  /** The word for good or bad is left to the title and to who cannot see the colour. */
  brief?: boolean
}

const SHAPE = { up: 'M1 9L6 1l5 8z', down: 'M1 2h10L6 10z', same: 'M1 4h10v3H1z' } as const

/** What moved: a shape for the way, the amount, and a word for whether that is good. */
export function Change({ value, previous, unit, better, against, brief = false }: ChangeProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const change = changeOf(value, previous, better)
  if (!change) return <span className={classes.change}>{t(brief ? 'value.missing' : 'figure.noBefore')}</span>
  const before = previous === null ? '' : format.value(previous, unit)
  const amount = change.way === 'same' ? t('figure.same') : format.change(change, unit)
  return (
    <span
      className={classes.change}
      data-tone={change.tone}
      title={[t('figure.before', { value: before }), against].filter(Boolean).join(' · ')}
    >
      <svg width={11} height={11} viewBox="0 0 12 11" aria-hidden="true">
        <path d={SHAPE[change.way]} fill="currentColor" />
      </svg>
      {/* Another amount is another text: its word has not moved. */}
      <span key={amount}>
        {amount}
        {change.tone !== 'neutral' && (
          <span className={brief ? 'pg-hidden' : classes.word}> {t(`figure.${change.tone}`)}</span>
        )}
      </span>
    </span>
  )
}
