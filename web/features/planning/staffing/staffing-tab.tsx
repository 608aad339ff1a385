import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { preloadDrawing } from '../../../components/chart/engine/load.ts'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useNow } from '../../../lib/clock.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch, useView } from '../../../lib/search/use-view.ts'
import { fromLocalText } from '../../../lib/time/local-text.ts'
import { addUnits, dateText, startOf, wallOf } from '../../../lib/time/zone.ts'
import { handOver } from '../handed.ts'
import { NoQueues } from '../no-queues.tsx'
import { useQueueName } from '../queue-name.ts'
import type { Draft } from '../roster/use-draft.ts'
import { useAskedQueue } from '../use-asked-queue.ts'
import { ContactsChart, PeopleChart } from './day-charts.tsx'
import { daysOf, type PlanDay } from './days.ts'
import { type Plan, type PlanQuestion, planQuery } from './get-plan.ts'
import { QUEUES, type Queue, queuesOf } from './queues.ts'
import { DAYS, reachOf } from './reach.ts'
import { RosterHere } from './roster-here.tsx'
import { type Changes, Scenarios, scenariosOf } from './scenarios.tsx'
import classes from './staffing.module.css'
import { useRosterFor } from './use-roster-for.ts'
import './texts.ts'

preloadDrawing()

const RUNS = 20
const FIRST: Changes = { campaign: 30, bot: 20, ill: 2 }

/** What is expected of each queue in seven days, whom that needs, what if, and what the roster makes of it. */
export function StaffingTab({ draft }: { draft: Draft | null }) {
  const { t } = useTranslation()
  const queues = useQuery(figuresQuery(QUEUES))
  return (
    <QueryState query={queues} skeleton={480}>
      {(result) => {
        const list = queuesOf(result)
        return list.length === 0 ? (
          <NoQueues title={t('staffing.noQueues')} />
        ) : (
          <Queues queues={list} draft={draft} />
        )
      }}
    </QueryState>
  )
}

function Queues({ queues, draft }: { queues: readonly Queue[]; draft: Draft | null }) {
  const { t } = useTranslation()
  const { zone } = useView()
  const nameOf = useQueueName()
  const { day } = useSearch({ strict: false })
  const set = useSetSearch()
  const now = useNow()
  const tomorrow = addUnits(startOf(now, 'd', zone), 1, 'd', zone)
  const from = (day === undefined ? null : fromLocalText(day, zone)) ?? tomorrow
  const reach = reachOf(now, zone)
  const isBeyond = from < reach.first || from > reach.last
  const [changes, setChanges] = useState(FIRST)
  const queue = useAskedQueue(queues)
  const question: PlanQuestion = {
    queue: queue.id,
    from: new Date(from).toISOString(),
    to: new Date(addUnits(from, DAYS, 'd', zone)).toISOString(),
    scenarios: scenariosOf(changes),
    runs: RUNS,
  }
  const plan = useQuery({ ...planQuery(question), enabled: !isBeyond })
  return (
    <div className={`${classes.tab} pg-in-order`}>
      <div className={classes.fields}>
        <NativeSelect
          size="sm"
          label={t('staffing.queue')}
          value={queue.id}
          data={queues.map(({ id }) => ({ value: id, label: nameOf(id) }))}
          onChange={(event) => set({ queue: event.currentTarget.value })}
        />
        <TextInput
          size="sm"
          type="date"
          label={t('staffing.firstDay')}
          value={dateText(wallOf(from, zone))}
          onChange={(event) => set({ day: event.currentTarget.value || undefined })}
        />
      </div>
      {isBeyond ? (
        <Beyond
          until={addUnits(reach.last, DAYS - 1, 'd', zone)}
          onTomorrow={() => set({ day: undefined })}
          onLast={() => set({ day: dateText(wallOf(reach.last, zone)) })}
        />
      ) : (
        <QueryState query={plan} skeleton={480}>
          {(data) => (
            <Week
              plan={data}
              question={question}
              draft={draft}
              changes={changes}
              onChange={setChanges}
              onHandOver={(times) =>
                set((before) => ({
                  part: 'roster',
                  day: dateText(wallOf(from, zone)),
                  need: handOver(before.need ?? [], { queue: queue.id, times }),
                }))
              }
            />
          )}
        </QueryState>
      )}
    </div>
  )
}

interface BeyondProps {
  /** Midnight of the last day that has a forecast. */
  until: number
  onTomorrow: () => void
  onLast: () => void
}

/** Says how far forecasts reach, and leads there. */
function Beyond({ until, onTomorrow, onLast }: BeyondProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Notice
      title={t('staffing.beyond.title')}
      action={
        <div className={classes.ways}>
          <Button variant="default" size="xs" onClick={onTomorrow}>
            {t('staffing.beyond.tomorrow')}
          </Button>
          <Button variant="default" size="xs" onClick={onLast}>
            {t('staffing.beyond.last')}
          </Button>
        </div>
      }
    >
      {t('staffing.beyond.until', { day: format.instant(until, 'date') })}
    </Notice>
  )
}

/** A week may begin with days off, which show nothing. */
const firstWorked = ({ scenarios: [base] }: Plan, days: readonly PlanDay[]) =>
  days.find(({ first, end }) => base?.intervals.rostered.slice(first, end).some((people) => people > 0)) ??
  days[0]

interface WeekProps {
  plan: Plan
  question: PlanQuestion
  draft: Draft | null
  changes: Changes
  onChange: (changes: Changes) => void
  /** So many times the contacts that are expected. */
  onHandOver: (times: number) => void
}

function Week({ plan, question, draft, changes, onChange, onHandOver }: WeekProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useView()
  const [chosen, setChosen] = useState<string | null>(null)
  const rostered = useRosterFor(draft, plan, question)
  const days = daysOf(plan, zone)
  const day = days.find(({ at }) => String(at) === chosen) ?? firstWorked(plan, days)
  if (!day) return null
  return (
    <div className={`${classes.tab} pg-in-order`}>
      <div className={classes.fields}>
        <NativeSelect
          size="sm"
          label={t('staffing.day')}
          value={String(day.at)}
          data={days.map(({ at }) => ({ value: String(at), label: format.instant(at, 'weekday') }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      <ContactsChart plan={plan} day={day} queue={question.queue} />
      <PeopleChart plan={plan} day={day} given={rostered.given} onHandOver={() => onHandOver(1)}>
        <RosterHere rostered={rostered} />
      </PeopleChart>
      <Scenarios
        plan={rostered.plan ?? plan}
        ofRoster={rostered.plan !== null}
        changes={changes}
        onChange={onChange}
        onHandOver={onHandOver}
      />
    </div>
  )
}
