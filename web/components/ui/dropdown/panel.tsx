import { Popover } from '@mantine/core'
import { type FocusEvent, type ReactNode, type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import classes from './dropdown.module.css'

interface PanelProps {
  anchor: RefObject<HTMLElement | null>
  label: string
  width?: number
  onClose: () => void
  children: ReactNode
}

/** The open panel of a dropdown: takes the focus, and goes with Escape, a press elsewhere, or when the focus leaves it. */
export function Panel({ anchor, label, width, onClose, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const isInside = (target: EventTarget | null) =>
    target instanceof Node && (panel.current?.contains(target) || anchor.current?.contains(target))
  const onPress = useEffectEvent((event: PointerEvent) => {
    if (!isInside(event.target)) onClose()
  })
  useEffect(() => {
    const listener = (event: PointerEvent) => onPress(event)
    document.addEventListener('pointerdown', listener)
    return () => document.removeEventListener('pointerdown', listener)
  }, [])
  const onBlur = (event: FocusEvent) => {
    if (event.relatedTarget !== null && !isInside(event.relatedTarget)) onClose()
  }
  return (
    <Popover
      opened
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
      <Popover.Dropdown
        ref={panel}
        className={classes.panel}
        p={0}
        tabIndex={-1}
        role="dialog"
        aria-label={label}
        maw="calc(100vw - 16px)"
        onBlur={onBlur}
      >
        <TakesFocus panel={panel}>{children}</TakesFocus>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Inside the panel, which comes after what opens it: from there on Escape is heard. */
function TakesFocus({ panel, children }: { panel: RefObject<HTMLElement | null>; children: ReactNode }) {
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus({ preventScroll: true })
  }, [panel])
  return children
}
