import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ClipboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../lib/clock.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { readRange, writeRange } from '../../lib/range/clipboard.ts'
import { parseBound } from '../../lib/range/expression.ts'
import { type RangeText, resolveRange } from '../../lib/range/range.ts'
import { useView } from '../../lib/search/use-view.ts'
import classes from './range-picker.module.css'

/** Both ends as text, relative or not, as the address takes them; a range that is pasted fills both. */
export function RangeFields({ onPick }: { onPick: (range: RangeText) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { range, zone } = useView()
  const clipboard = useClipboard({ timeout: 2000 })
  const [text, setText] = useState(range)
  const resolved = resolveRange(text, now, zone)
  const ends = (['from', 'to'] as const).map((end) => ({ end, wrong: parseBound(text[end].trim()) === null }))
  const paste = (event: ClipboardEvent) => {
    const found = readRange(event.clipboardData.getData('text'))
    if (!found) return
    event.preventDefault()
    setText(found)
  }
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        if (resolved) onPick(text)
      }}
    >
      {ends.map(({ end, wrong }) => (
        <TextInput
          key={end}
          size="xs"
          label={t(`range.${end}`)}
          value={text[end]}
          error={wrong && t('range.unreadable')}
          onPaste={paste}
          onChange={(event) => setText({ ...text, [end]: event.currentTarget.value.trim() })}
        />
      ))}
      <p className={classes.hint}>
        {resolved
          ? format.range(resolved)
          : ends.some(({ wrong }) => wrong)
            ? t('range.forms')
            : t('range.backwards')}
      </p>
      <div className={classes.foot}>
        <Button
          size="xs"
          variant="default"
          leftSection={
            clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
          }
          onClick={() => clipboard.copy(writeRange(range))}
        >
          {t(clipboard.copied ? 'views.copied' : 'range.copy')}
        </Button>
        <Button size="xs" type="submit" disabled={!resolved}>
          {t('range.apply')}
        </Button>
      </div>
    </form>
  )
}
