/** Fields that several forms of a team have. */
import { MultiSelect, type MultiSelectProps, TextInput } from '@mantine/core'
import { useFormat } from '../../../../lib/format/use-format.ts'
import { DAYS } from '../need.ts'

type WeekdaysProps = Pick<MultiSelectProps, 'label' | 'description' | 'error' | 'value' | 'onChange'>

export function WeekdaysField(props: WeekdaysProps) {
  const format = useFormat()
  return (
    <MultiSelect
      size="sm"
      data={DAYS.map((day, i) => ({ value: day, label: format.weekday(i + 1, 'long') }))}
      {...props}
    />
  )
}

interface TimeProps {
  label: string
  description?: string
  /** `08:00`; empty where none is stated. */
  value: string
  onChange: (time: string) => void
}

export function TimeField({ onChange, ...props }: TimeProps) {
  return (
    <TextInput size="sm" type="time" {...props} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
