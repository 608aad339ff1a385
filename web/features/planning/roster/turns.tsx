import { NativeSelect } from '@mantine/core'
import { IconPinned } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DutyTurn } from '../../../../pipelines/roster/model/roster.ts'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './roster.module.css'
import { type Place, placesOf, released, withPlace } from './turns.ts'
import type { Draft } from './use-draft.ts'

interface TurnsProps {
  draft: Draft
  dates: readonly string[]
  onTurns: (turns: DutyTurn[]) => void
}

/** Who stands by on the days shown, each place to be given to somebody else. */
export function Turns({ draft: { problem, onCall }, dates, onTurns }: TurnsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const places = placesOf(problem, dates, onCall)
  if (places.length === 0) return null
  const label = ({ duty, date, number, of }: Place) => {
    const found = problem.on_call.find(({ id }) => id === duty)
    const times = t('roster.pattern.fixed', { begins: found?.start ?? '', end: found?.end ?? '' })
    const turn = t('roster.duty.turn', { duty, day: format.date(date), times })
    return of === 1 ? turn : t('roster.duty.nth', { turn, number })
  }
  return (
    <section className={classes.standby} aria-label={t('roster.duty.turns')}>
      <h3>{t('roster.duty.turns')}</h3>
      <div className={classes.turns}>
        {places.map((place) => {
          const { duty, date, number, turn } = place
          const able = problem.people.filter((one) => one.on_call || one.id === turn?.person)
          return (
            <div key={`${duty} ${date} ${number}`} className={classes.turn}>
              <NativeSelect
                size="sm"
                label={label(place)}
                value={turn?.person ?? ''}
                data={[
                  { value: '', label: t('roster.duty.nobody') },
                  ...able.map((one) => ({ value: one.id, label: one.name ?? one.id })),
                ]}
                onChange={(event) =>
                  onTurns(withPlace(problem, onCall, place, event.currentTarget.value || null))
                }
              />
              {turn?.pinned && (
                <BarButton
                  plain
                  bare
                  icon={<IconPinned size={16} stroke={1.6} aria-hidden />}
                  aria-label={t('roster.duty.release', { turn: label(place) })}
                  title={t('roster.duty.release', { turn: label(place) })}
                  onClick={() => onTurns(released(onCall, turn))}
                />
              )}
            </div>
          )
        })}
      </div>
    </section>
  )
}
