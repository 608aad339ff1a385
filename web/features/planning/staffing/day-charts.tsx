import { IconArrowRight } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AnnotationList, type Edited } from '../../../components/annotations/annotation-list.tsx'
import { useMarks } from '../../../components/annotations/use-marks.ts'
import { DayProfile } from '../../../components/chart/day-profile/view.tsx'
import { Twin } from '../../../components/chart/twin.tsx'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { filtersOf, partsOf } from '../queue-name.ts'
import type { PlanDay } from './days.ts'
import type { Plan } from './get-plan.ts'
import classes from './staffing.module.css'
import { ContactsTable, PeopleTable } from './tables.tsx'

interface DayProps {
  plan: Plan
  day: PlanDay
}

/** What is expected on one day, interval by interval, with the marks that explain it. */
export function ContactsChart({ plan, day, queue }: DayProps & { queue: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const data = useMemo(() => {
    const mean = of(plan.scenarios[0]?.intervals.contacts, day)
    const none = mean.map(() => null)
    return {
      hours: of(plan.time, day).map((at) => Date.parse(at)),
      today: none,
      usual: mean,
      low: plan.band ? of(plan.band.low, day) : none,
      high: plan.band ? of(plan.band.high, day) : none,
      running: -1,
    }
  }, [plan, day])
  const { buckets, end } = useMemo(() => {
    const iso = (at: number) => new Date(at).toISOString()
    return { buckets: data.hours.map(iso), end: iso((data.hours.at(-1) ?? 0) + plan.stepS * 1000) }
  }, [data, plan])
  const { zone } = format
  const its = useMemo(
    () => ({ filters: filtersOf(partsOf(queue)), zone, without: plan.untouchedBy }),
    [queue, zone, plan.untouchedBy],
  )
  const marked = useMarks(buckets, end, 'tickets_created', its)
  const [edited, setEdited] = useState<Edited | null>(null)
  const stretch = (index: number) => {
    const from = data.hours[index] ?? day.at
    return { from, to: from + plan.stepS * 1000, wholeDays: false }
  }
  const sum = Math.round(data.usual.reduce((total, value) => total + value, 0))
  return (
    <Section
      title={t('staffing.contacts.title')}
      note={[
        t(plan.band ? 'staffing.contacts.note' : 'staffing.contacts.noteOwn'),
        of(plan.open, day).includes(false) && t('staffing.contacts.closed'),
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <Twin
        summary={t('staffing.contacts.summary', {
          sum: format.number(sum),
          day: format.instant(day.at, 'weekday'),
        })}
        chart={
          <DayProfile
            data={data}
            every={every(plan)}
            marks={marked.marks}
            onMark={(index) => setEdited(stretch(index))}
            describe={(index) => (
              <strong>
                {format.instant(data.hours[index] ?? 0, 'time')} · {format.number(tenth(data.usual[index]))}
              </strong>
            )}
          />
        }
        table={<ContactsTable plan={plan} day={day} />}
      />
      <AnnotationList marked={marked} edited={edited} onEdit={setEdited} start={stretch(0)} />
    </Section>
  )
}

interface PeopleProps extends DayProps {
  /** People whom a roster gives to the queue, interval by interval. */
  given: readonly number[] | null
  onHandOver: () => void
  children: ReactNode
}

/** The people whom that needs, and those whom the roster has. */
export function PeopleChart({ plan, day, given, onHandOver, children }: PeopleProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const data = useMemo(() => {
    const rostered = of(plan.scenarios[0]?.intervals.rostered, day)
    const none = rostered.map(() => null)
    const hours = of(plan.time, day).map((at) => Date.parse(at))
    const usual = given ? of(given, day) : none
    return { hours, today: rostered, usual, low: none, high: none, running: -1 }
  }, [plan, day, given])
  const shrinkage = Number(plan.settings.shrinkage ?? 0)
  return (
    <Section
      title={t('staffing.people.title')}
      note={[
        t(given ? 'staffing.people.noteRoster' : 'staffing.people.note', {
          shrinkage: format.percent(shrinkage),
          handle: format.duration(plan.handleTimeS),
          from: t(`staffing.from.${plan.handleTimeFrom}`),
        }),
        plan.backlog &&
          t('staffing.people.backlog', {
            contacts: format.number(Math.round(plan.backlog.contacts)),
            within: format.duration(plan.backlog.withinS),
          }),
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <Twin
        summary={t('staffing.people.summary', {
          peak: format.number(Math.max(0, ...data.today)),
          day: format.instant(day.at, 'weekday'),
        })}
        chart={
          <DayProfile
            data={data}
            every={every(plan)}
            describe={(index) => (
              <strong>
                {format.instant(data.hours[index] ?? 0, 'time')} · {format.number(data.today[index] ?? 0)}
                {given && ` · ${t('staffing.people.inRoster', { count: data.usual[index] ?? 0 })}`}
              </strong>
            )}
          />
        }
        table={<PeopleTable plan={plan} day={day} given={given} />}
      />
      <div className={classes.ways}>
        <BarButton plain icon={<IconArrowRight size={16} stroke={1.8} aria-hidden />} onClick={onHandOver}>
          {t('staffing.people.handOver')}
        </BarButton>
        {children}
      </div>
    </Section>
  )
}

const of = <T,>(values: readonly T[] = [], { first, end }: PlanDay): T[] => values.slice(first, end)
/** A label every three hours. */
const every = ({ stepS }: Plan) => Math.max(1, Math.round((3 * 3600) / stepS))
const tenth = (value = 0) => Math.round(value * 10) / 10
