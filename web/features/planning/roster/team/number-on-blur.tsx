import { NumberInput } from '@mantine/core'

interface NumberOnBlurProps {
  label: string
  value: number
  max: number
  /** With a visible label, where none stands beside it. */
  shown?: boolean
  onValue: (value: number) => void
}

/** A number that is taken once its field is left: each change is a version of the team. */
export function NumberOnBlur({ label, value, max, shown = false, onValue }: NumberOnBlurProps) {
  return (
    <NumberInput
      key={value}
      size="xs"
      {...(shown ? { label } : { 'aria-label': label })}
      min={0}
      max={max}
      defaultValue={value}
      onBlur={(event) => {
        const next = Number(event.currentTarget.value)
        if (event.currentTarget.value !== '' && Number.isFinite(next) && next !== value) onValue(next)
      }}
    />
  )
}
