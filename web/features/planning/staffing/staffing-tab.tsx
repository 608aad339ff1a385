import { NativeSelect, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { preloadDrawing } from '../../../components/chart/engine/load.ts'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useNow } from '../../../lib/clock.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { addUnits, startOf } from '../../../lib/time/zone.ts'
import { ContactsChart, PeopleChart } from './day-charts.tsx'
import { daysOf } from './days.ts'
import { type Plan, planQuery } from './get-plan.ts'
import { QUEUES, type Queue, queuesOf } from './queues.ts'
import { type Changes, Scenarios, scenariosOf } from './scenarios.tsx'
import classes from './staffing.module.css'
import './texts.ts'

preloadDrawing()

const DAYS = 7
const RUNS = 20
const FIRST: Changes = { campaign: 30, bot: 20, ill: 2 }

/** What is expected of each queue in the next seven days, whom that needs, and what if. */
export function StaffingTab() {
  const { t } = useTranslation()
  const queues = useQuery(figuresQuery(QUEUES))
  return (
    <QueryState query={queues} skeleton={<Skeleton height={480} radius={0} />}>
      {(result) => {
        const list = queuesOf(result)
        return list.length === 0 ? <Notice title={t('staffing.noQueues')} /> : <Queues queues={list} />
      }}
    </QueryState>
  )
}

function Queues({ queues }: { queues: readonly Queue[] }) {
  const { t } = useTranslation()
  const { zone } = useView()
  const tomorrow = addUnits(startOf(useNow(), 'd', zone), 1, 'd', zone)
  const [chosen, setChosen] = useState<string | null>(null)
  const [changes, setChanges] = useState(FIRST)
  const queue = queues.find(({ id }) => id === chosen) ?? (queues[0] as Queue)
  const plan = useQuery(
    planQuery({
      queue: queue.id,
      from: new Date(tomorrow).toISOString(),
      to: new Date(addUnits(tomorrow, DAYS, 'd', zone)).toISOString(),
      scenarios: scenariosOf(changes),
      runs: RUNS,
    }),
  )
  const name = ({ team, channel }: Queue) =>
    `${team ?? t('staffing.noTeam')} · ${channel ?? t('staffing.noChannel')}`
  return (
    <div className={classes.tab}>
      <div className={classes.fields}>
        <NativeSelect
          size="sm"
          label={t('staffing.queue')}
          value={queue.id}
          data={queues.map((one) => ({ value: one.id, label: name(one) }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      <QueryState query={plan} skeleton={<Skeleton height={480} radius={0} />}>
        {(data) => <Week plan={data} changes={changes} onChange={setChanges} />}
      </QueryState>
    </div>
  )
}

interface WeekProps {
  plan: Plan
  changes: Changes
  onChange: (changes: Changes) => void
}

function Week({ plan, changes, onChange }: WeekProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useView()
  const [chosen, setChosen] = useState<string | null>(null)
  const days = daysOf(plan, zone)
  const day = days.find(({ at }) => String(at) === chosen) ?? days[0]
  if (!day) return null
  return (
    <div className={classes.tab}>
      <div className={classes.fields}>
        <NativeSelect
          size="sm"
          label={t('staffing.day')}
          value={String(day.at)}
          data={days.map(({ at }) => ({ value: String(at), label: format.instant(at, 'weekday') }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      <ContactsChart plan={plan} day={day} />
      <PeopleChart plan={plan} day={day} />
      <Scenarios plan={plan} changes={changes} onChange={onChange} />
    </div>
  )
}
