import { Popover } from '@mantine/core'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import classes from './dropdown.module.css'

interface PanelProps {
  anchor: RefObject<HTMLElement | null>
  label: string
  width?: number
  onClose: () => void
  children: ReactNode
}

/** The open panel of a dropdown: a dialog that keeps the focus until Escape or a press elsewhere closes it. */
export function Panel({ anchor, label, width, onClose, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      const target = event.target as Node
      if (!panel.current?.contains(target) && !anchor.current?.contains(target)) onClose()
    }
    document.addEventListener('pointerdown', onPress)
    return () => document.removeEventListener('pointerdown', onPress)
  }, [anchor, onClose])
  return (
    <Popover
      opened
      trapFocus
      withRoles={false}
      closeOnClickOutside={false}
      position="bottom-start"
      shadow="sm"
      offset={4}
      transitionProps={{ duration: 0 }}
      onDismiss={onClose}
      {...(width ? { width } : {})}
    >
      <Popover.Target>
        <span className={classes.anchor} />
      </Popover.Target>
      <Popover.Dropdown ref={panel} p={0} role="dialog" aria-label={label} maw="calc(100vw - 16px)">
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
