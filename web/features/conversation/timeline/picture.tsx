import { useTranslation } from 'react-i18next'
import type { ExplainedClock } from '../../../../pipelines/sla/explain-clock.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { clockKey } from '../clock/clock-key.ts'
import { useChosenClock } from '../clock/use-chosen-clock.ts'
import { ClockLane } from './clock-lane.tsx'
import { LANE, layoutOf, TOP } from './layout.ts'
import { MessageMark } from './message-mark.tsx'
import type { Model } from './model.ts'
import { labelSides, ticksOf, xOf } from './scale.ts'
import classes from './timeline.module.css'

interface PictureProps {
  model: Model
  explained: readonly ExplainedClock[] | null
  width: number
}

/** Messages, who waited, statuses and clocks over one time axis, closing hours shaded. */
export function Picture({ model, explained, width }: PictureProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const catalog = useCatalog()
  const { chosen, choose } = useChosenClock()
  const { from, to } = model
  const x = (at: number) => xOf(at, from, to, width)
  const span = (stretch: { from: number; to: number }) => ({
    x: x(stretch.from),
    width: Math.max(x(stretch.to) - x(stretch.from), 1.5),
  })
  const { rows, height } = layoutOf(model)
  const ticks = ticksOf(from, to, width, format.zone)
  const sides = labelSides(ticks, x, width)
  return (
    <svg className={classes.picture} width={width} height={height} role="img" aria-label={t('talk.picture')}>
      <defs>
        <pattern id="paused" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={classes.hatch} width={3} height={6} />
        </pattern>
      </defs>
      {model.closed.map((gap) => (
        <rect key={gap.from} className={classes.closed} {...span(gap)} y={TOP} height={height - TOP} />
      ))}
      {ticks.map((tick, index) => (
        <g key={tick.at} className={classes.tick} data-day={tick.day || undefined}>
          <line x1={x(tick.at)} x2={x(tick.at)} y1={TOP - 4} y2={height} />
          {sides[index] !== 'none' && (
            <text
              x={x(tick.at) + (sides[index] === 'left' ? -3 : 3)}
              y={TOP - 10}
              textAnchor={sides[index] === 'left' ? 'end' : 'start'}
            >
              {format.instant(tick.at, tick.day ? 'weekday' : 'time')}
            </text>
          )}
        </g>
      ))}
      {model.messages.map((message, index) => (
        <MessageMark
          // biome-ignore lint/suspicious/noArrayIndexKey: messages carry no key that a reader may see
          key={index}
          message={message}
          x={x(message.at)}
          y={rows.messages + (message.inbound ? 10 : 28)}
        />
      ))}
      {model.waits.map((wait) => (
        <rect
          key={`${wait.who} ${wait.from}`}
          className={classes.wait}
          data-who={wait.who}
          {...span(wait)}
          y={rows.waits + 8}
          height={LANE - 16}
        >
          <title>{`${t(`talk.wait.${wait.who}`)}: ${format.duration((wait.to - wait.from) / 1000)}`}</title>
        </rect>
      ))}
      {model.statuses.map((status) => (
        <g key={status.from}>
          <rect
            className={classes.status}
            data-status={status.status}
            {...span(status)}
            y={rows.statuses + 8}
            height={LANE - 16}
          >
            <title>{`${catalog.valueLabel('status', status.status)}: ${format.instant(status.from, 'dateTime')}`}</title>
          </rect>
          {x(Math.min(status.to, to)) - x(status.from) > 64 && (
            <text
              className={classes.inside}
              x={Math.max(x(status.from), 0) + 6}
              y={rows.statuses + LANE / 2 + 4}
            >
              {catalog.valueLabel('status', status.status)}
            </text>
          )}
        </g>
      ))}
      {model.clocks.map((clock, index) => (
        <ClockLane
          key={`${clock.target} ${clock.cycle} ${clock.from}`}
          clock={clock}
          stretches={explained?.find((one) => clockKey(one) === clockKey(clock))?.stretches ?? null}
          chosen={chosen === clockKey(clock)}
          x={x}
          y={rows.clocks + index * LANE}
          width={width}
          onChoose={() => choose(clockKey(clock))}
        />
      ))}
    </svg>
  )
}
