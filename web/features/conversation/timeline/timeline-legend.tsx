import { useTranslation } from 'react-i18next'
import { MessageShape } from './message-shape.tsx'
import { ACTORS, type Model } from './model.ts'
import classes from './timeline.module.css'

export function TimelineLegend({ model }: { model: Model }) {
  const { t } = useTranslation()
  const there = ACTORS.filter((actor) => model.messages.some((message) => message.actor === actor))
  return (
    <ul className={classes.legend}>
      {there.map((actor) => (
        <li key={actor}>
          <MessageShape actor={actor} />
          {t(`talk.actor.${actor}`)}
        </li>
      ))}
      <li>
        <i data-kind="customer" />
        {t('talk.wait.customer')}
      </li>
      <li>
        <i data-kind="us" />
        {t('talk.wait.us')}
      </li>
      <li>
        <i data-kind="closed" />
        {t('talk.closed')}
      </li>
      <li>
        <svg width={18} height={8} aria-hidden="true">
          <rect className={classes.pausedPiece} width={18} height={8} />
        </svg>
        {t('talk.explain.legend.paused')}
      </li>
      <li>
        <svg width={18} height={8} aria-hidden="true">
          <line className={classes.closedPiece} x1={0} x2={18} y1={4} y2={4} />
        </svg>
        {t('talk.explain.legend.closed')}
      </li>
      <li>
        <svg width={14} height={14} viewBox="-2 -12 14 26" aria-hidden="true">
          <path className={classes.due} d="M0 12v-24h9l-3 4l3 4h-9" />
        </svg>
        {t('talk.due')}
      </li>
      <li>
        <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden="true">
          <path className={classes.breach} d="M-5 -5l10 10m0 -10l-10 10" />
        </svg>
        {t('talk.breach')}
      </li>
    </ul>
  )
}
