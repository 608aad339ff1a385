import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './side-panel.module.css'

interface SidePanelProps {
  title: string
  /** Pixels, where the window is wide enough. */
  width: number
  onClose: () => void
  children: ReactNode
}

/** A panel over the right of the page, with a title and a way out. */
export function SidePanel({ title, width, onClose, children }: SidePanelProps) {
  const { t } = useTranslation()
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position="right"
      size={`min(${width}px, 100vw)`}
      transitionProps={{ duration: 0 }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes.head}>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('shortcuts.close')} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
