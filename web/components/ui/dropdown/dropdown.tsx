import { lazy, type ReactNode, useRef } from 'react'
import { BarButton } from '../bar-button.tsx'
import { Loaded } from '../loaded.tsx'
import classes from './dropdown.module.css'

const Panel = lazy(() => import('./panel.tsx').then((module) => ({ default: module.Panel })))

export interface DropdownProps {
  open: boolean
  onOpen: (open: boolean) => void
  /** Accessible name of the panel, and of the button unless `buttonLabel` says more. */
  label: string
  buttonLabel?: string
  button: ReactNode
  icon?: ReactNode
  bare?: boolean
  plain?: boolean
  title?: string
  width?: number
  /** Made when it opens: closed panels cost nothing when their page changes. */
  children: () => ReactNode
}

/** A button that opens a panel. What the panel needs is loaded with the first one opened. */
export function Dropdown({
  open,
  onOpen,
  label,
  buttonLabel,
  button,
  children,
  width,
  ...look
}: DropdownProps) {
  const root = useRef<HTMLSpanElement>(null)
  const close = () => {
    onOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  return (
    <span ref={root} className={classes.root}>
      <BarButton
        {...look}
        aria-label={buttonLabel ?? label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      >
        {button}
      </BarButton>
      {open && (
        <Loaded>
          <Panel anchor={root} label={label} onClose={close} {...(width ? { width } : {})}>
            {children()}
          </Panel>
        </Loaded>
      )}
    </span>
  )
}
