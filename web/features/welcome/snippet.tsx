import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './welcome.module.css'

/** Text to paste elsewhere. */
export function Snippet({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 2000 })
  const Icon = clipboard.copied ? IconCheck : IconCopy
  return (
    <div className={classes.snippet}>
      {label && <b>{label}</b>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{text}</pre>
      <button type="button" onClick={() => clipboard.copy(text)}>
        <Icon size={14} aria-hidden /> {t(clipboard.copied ? 'welcome.copied' : 'welcome.copy')}
      </button>
    </div>
  )
}
