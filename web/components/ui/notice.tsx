import { IconAlertTriangle, IconFilterOff, IconInbox, IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

const ICONS = {
  empty: IconInbox,
  filtered: IconFilterOff,
  error: IconAlertTriangle,
  unreachable: IconPlugConnectedX,
} as const

interface NoticeProps {
  tone?: keyof typeof ICONS
  title: string
  children?: ReactNode
  action?: ReactNode
}

/** One quiet statement where figures would be: why there are none, and what to do. */
export function Notice({ tone = 'empty', title, children, action }: NoticeProps) {
  const Icon = ICONS[tone]
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon size={28} stroke={1.4} aria-hidden />
      <strong>{title}</strong>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}
