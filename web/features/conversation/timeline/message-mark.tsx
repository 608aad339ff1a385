import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import { messageShape } from './message-shape.tsx'
import type { MessagePoint } from './model.ts'
import classes from './timeline.module.css'

/** A message: shape and colour say who, above or below says which way, hollow that it was not delivered. */
export function MessageMark({ message, x, y }: { message: MessagePoint; x: number; y: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { d, hollow } = messageShape(message.actor)
  const parts = [
    t(`talk.actor.${message.actor}`),
    format.instant(message.at, 'dateTime'),
    message.length !== null && t('talk.characters', { count: message.length }),
    message.failed && t('talk.failed'),
  ]
  return (
    <path
      className={classes.message}
      data-actor={message.actor}
      data-hollow={hollow || message.failed || undefined}
      transform={`translate(${x} ${y})`}
      d={d}
    >
      <title>{parts.filter(Boolean).join(', ')}</title>
    </path>
  )
}
