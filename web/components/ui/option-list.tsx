import { IconCheck } from '@tabler/icons-react'
import classes from './option-list.module.css'

export interface Option<T extends string> {
  id: T
  label: string
  hint?: string
  lang?: string
}

interface OptionListProps<T extends string> {
  label: string
  options: readonly Option<T>[]
  chosen: T | null
  onChoose: (id: T) => void
}

/** One of a few. */
export function OptionList<T extends string>({ label, options, chosen, onChoose }: OptionListProps<T>) {
  return (
    <ul className={classes.list} aria-label={label}>
      {options.map((option) => (
        <li key={option.id}>
          <button
            type="button"
            lang={option.lang}
            aria-pressed={option.id === chosen}
            onClick={() => onChoose(option.id)}
          >
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
            {option.id === chosen && <IconCheck size={16} aria-hidden />}
          </button>
        </li>
      ))}
    </ul>
  )
}
