import { NativeSelect, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './minutes-input.module.css'

interface MinutesInputProps {
  label: string
  /** The label is only heard. */
  hidden?: boolean
  /** What the minutes are promised for, for who hears it. */
  of?: string
  value: number | null
  error?: string | undefined
  onChange: (minutes: number | null) => void
}

const UNITS = { minutes: 1, hours: 60 } as const
type Unit = keyof typeof UNITS

/** Minutes, entered as minutes or hours; empty is none. */
export function MinutesInput({ label, hidden = false, of, value, error, onChange }: MinutesInputProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Unit | null>(null)
  const unit = chosen ?? unitOf(value)
  const shown = value === null ? '' : Math.round((value / UNITS[unit]) * 100) / 100
  return (
    <div className={classes.input}>
      <NumberInput
        size="xs"
        {...(hidden ? { 'aria-label': label } : { label })}
        {...(of ? { 'aria-label': `${of}, ${label}` } : {})}
        value={shown}
        min={0}
        hideControls
        allowNegative={false}
        decimalScale={unit === 'hours' ? 2 : 0}
        error={error}
        onChange={(entered) =>
          onChange(typeof entered === 'number' ? Math.round(entered * UNITS[unit]) : null)
        }
      />
      <NativeSelect
        size="xs"
        aria-label={t('sla.form.unitOf', { name: of ? `${of}, ${label}` : label })}
        value={unit}
        onChange={(event) => setChosen(event.currentTarget.value as Unit)}
        data={[
          { value: 'minutes', label: t('sla.form.minutes') },
          { value: 'hours', label: t('sla.form.hours') },
        ]}
      />
    </div>
  )
}

function unitOf(minutes: number | null): Unit {
  return minutes !== null && minutes >= 60 && minutes % 30 === 0 ? 'hours' : 'minutes'
}
