import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import { MinutesInput } from '../config/minutes-input.tsx'
import { nearestStep, stepsWith } from './steps.ts'
import classes from './what-if.module.css'

interface MinutesSliderProps {
  label: string
  /** The target that it belongs to, for who hears it. */
  of: string
  own: number
  value: number
  onChange: (minutes: number) => void
}

/** Minutes by a slider over round values, or typed. */
export function MinutesSlider({ label, of, own, value, onChange }: MinutesSliderProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const steps = stepsWith(own)
  const name = t('sla.form.minutesFor', { target: of, priority: label })
  return (
    <div className={classes.slider} data-tried={value !== own || undefined}>
      <span className={classes.sliderHead}>
        <span>{label}</span>
        <small>{value !== own && t('sla.whatIf.was', { time: format.duration(own * 60) })}</small>
      </span>
      <input
        type="range"
        min={0}
        max={steps.length - 1}
        step={1}
        value={nearestStep(steps, value)}
        aria-label={name}
        aria-valuetext={format.duration(value * 60)}
        onChange={(event) => onChange(steps[Number(event.currentTarget.value)] ?? value)}
      />
      <MinutesInput
        label={name}
        hidden
        value={value}
        onChange={(minutes) => minutes !== null && onChange(minutes)}
      />
    </div>
  )
}
