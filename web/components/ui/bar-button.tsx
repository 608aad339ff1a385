import { IconChevronDown } from '@tabler/icons-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import classes from './bar-button.module.css'

interface BarButtonProps extends ComponentPropsWithRef<'button'> {
  /** Not on paper, as every button that opens nothing. */
  'data-screen'?: boolean
  /** No part of an exported picture. */
  'data-no-picture'?: boolean
  icon?: ReactNode
  /** No chevron: the button does something instead of opening something. */
  plain?: boolean
  /** No border until the pointer is there. */
  bare?: boolean
}

/** A quiet button of the top bar. */
export function BarButton({ icon, plain = false, bare = false, children, ...rest }: BarButtonProps) {
  return (
    <button
      type="button"
      data-screen={rest['aria-haspopup'] === undefined || undefined}
      {...rest}
      className={classes.button}
      data-bare={bare || undefined}
    >
      {icon}
      {children && <span className={classes.text}>{children}</span>}
      {!plain && (
        <IconChevronDown size={14} stroke={1.8} className={classes.chevron} data-screen aria-hidden />
      )}
    </button>
  )
}
