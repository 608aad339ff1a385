import { NativeSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { useQueueName } from '../queue-name.ts'
import classes from './roster.module.css'
import type { ForecastQueue } from './use-forecast-need.ts'

/** Queues whose need came from staffing, each with the skill that serves it. */
export function ForecastNeed({
  queues,
  skills,
}: {
  queues: readonly ForecastQueue[]
  skills: readonly string[]
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const nameOf = useQueueName()
  const set = useSetSearch()
  if (queues.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('roster.make.handed')}>
      {queues.map(({ text, handed, plan, error, skill, hours, peak, onSkill }) => {
        const name = nameOf(handed.queue)
        return (
          <li key={text} className={classes.handed}>
            <span>
              <strong>{name}</strong>{' '}
              {handed.times !== 1 && `${t('roster.make.times', { percent: format.percent(handed.times) })} `}
              {error ? (
                <span role="alert" className={classes.bad}>
                  {error.message}
                </span>
              ) : plan ? (
                t('roster.make.handedNeed', { hours: format.number(hours), peak: format.number(peak) })
              ) : (
                t('roster.make.asking')
              )}
            </span>
            <NativeSelect
              size="xs"
              aria-label={t('roster.make.servedBy', { queue: name })}
              value={skill}
              data={[...new Set([...skills, skill])]}
              onChange={(event) => onSkill(event.currentTarget.value)}
            />
            <BarButton
              plain
              bare
              aria-label={t('roster.make.removeQueue', { queue: name })}
              icon={<IconX size={16} aria-hidden />}
              onClick={() =>
                set((before) => {
                  const need = (before.need ?? []).filter((one) => one !== text)
                  return { need: need.length > 0 ? need : undefined }
                })
              }
            />
          </li>
        )
      })}
    </ul>
  )
}
