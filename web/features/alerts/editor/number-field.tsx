import { NumberInput } from '@mantine/core'

interface NumberFieldProps {
  label: string
  description?: string
  value: number | undefined
  error?: string | undefined
  /** Undefined where the field is emptied. */
  onChange: (value: number | undefined) => void
}

export function NumberField({ label, description, value, error, onChange }: NumberFieldProps) {
  return (
    <NumberInput
      size="sm"
      hideControls
      decimalScale={4}
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value ?? ''}
      error={error}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  )
}
