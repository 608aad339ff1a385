import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { preloadDrawing } from '../../../components/chart/engine/load.ts'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { together } from '../../../components/ui/together.ts'
import { useNow } from '../../../lib/clock.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch, useView } from '../../../lib/search/use-view.ts'
import { addUnits, startOf } from '../../../lib/time/zone.ts'
import { NoQueues } from '../no-queues.tsx'
import { useQueueName } from '../queue-name.ts'
import { useAskedQueue } from '../use-asked-queue.ts'
import '../staffing/texts.ts'
import { AccuracyPanel } from './accuracy.tsx'
import { Adjustments } from './adjustments.tsx'
import { forecastQuery, type KnownQueue, type QueueForecast, queuesQuery } from './api.ts'
import { DayPanel } from './day-panel.tsx'
import classes from './forecast.module.css'
import './texts.ts'
import { AHEAD_DAYS } from './weeks.ts'
import { WeeksChart } from './weeks-chart.tsx'

preloadDrawing()

/** What is expected of a queue, why, how good earlier forecasts were, and what people make of it. */
export function ForecastTab() {
  const { t } = useTranslation()
  const queues = useQuery(queuesQuery)
  return (
    <QueryState query={queues} skeleton={480}>
      {(list) =>
        list.length === 0 ? <NoQueues title={t('forecast.noQueues')} /> : <OneQueue queues={list} />
      }
    </QueryState>
  )
}

function OneQueue({ queues }: { queues: readonly KnownQueue[] }) {
  const { t } = useTranslation()
  const { zone } = useView()
  const set = useSetSearch()
  const queue = useAskedQueue(queues)
  const to = new Date(addUnits(startOf(useNow(), 'd', zone), AHEAD_DAYS + 1, 'd', zone)).toISOString()
  const forecast = useQuery(forecastQuery(queue.id, to, 30))
  const daily = useQuery(forecastQuery(queue.id, to, 1440))
  const nameOf = useQueueName()
  return (
    <div className={`${classes.tab} pg-in-order`}>
      <NativeSelect
        size="sm"
        className={classes.queue}
        label={t('forecast.queue')}
        value={queue.id}
        data={queues.map((one) => ({ value: one.id, label: nameOf(one.id) }))}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          set({ queue: chosen === queues[0]?.id ? undefined : chosen })
        }}
      />
      <QueryState query={together(forecast, daily)} holds skeleton={480}>
        {(data) => <Known key={queue.id} forecast={data} daily={daily.data ?? null} />}
      </QueryState>
      <AccuracyPanel queue={queue.id} />
    </div>
  )
}

function Known({ forecast, daily }: { forecast: QueueForecast; daily: QueueForecast | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [chosen, setChosen] = useState<string | null>(null)
  const reasons =
    forecast.reasons.find(({ day }) => day === chosen) ?? forecast.reasons[1] ?? forecast.reasons[0]
  return (
    <div className={`${classes.tab} pg-in-order`}>
      {forecast.warnings.length > 0 && (
        <ul className={classes.warnings} aria-label={t('forecast.warnings')}>
          {forecast.warnings.map((warning) => (
            <li key={JSON.stringify(warning)}>
              {warning.code === 'unknown_event'
                ? t('forecast.warning.unknown_event', {
                    kind: t(`annotation.kind.${warning.class as 'campaign'}`, {
                      defaultValue: warning.class,
                    }),
                  })
                : t(`forecast.warning.${warning.code}`, {
                    count: 'days' in warning ? warning.days : 'intervals' in warning ? warning.intervals : 0,
                  })}
            </li>
          ))}
        </ul>
      )}
      <WeeksChart forecast={forecast} daily={daily} onDay={setChosen} />
      {reasons && <DayPanel forecast={forecast} reasons={reasons} onDay={setChosen} />}
      <Adjustments forecast={forecast} day={reasons?.day ?? null} />
      {forecast.zone !== format.zone && (
        <p className={classes.note}>{t('forecast.zone', { zone: forecast.zone })}</p>
      )}
    </div>
  )
}
