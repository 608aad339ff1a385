import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AtRiskRow } from '../../../../pipelines/pegel.ts'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { useHeld } from '../../../components/ui/use-held.ts'
import { atRiskQuery } from '../../../lib/api/get-at-risk.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { filterRows } from './filter-rows.ts'
import { OverdueLink } from './overdue-link.tsx'
import classes from './risk.module.css'
import { RiskRow } from './risk-row.tsx'

const WITHIN_S = 7 * 24 * 60 * 60
const ASKED = 200
const SHOWN = 25

/** Promises that will be broken next, the soonest first. */
export function RiskList() {
  const { t } = useTranslation()
  const { filters } = useView()
  const catalog = useCatalog()
  const query = useQuery(atRiskQuery(WITHIN_S, ASKED))
  const { shown, waiting, handlers } = useHeld(query.data)
  const { unused } = filterRows([], filters)
  const notes = [
    t('live.risk.note'),
    unused.length > 0 &&
      t('live.risk.unfilterable', { dimensions: unused.map(catalog.dimensionLabel).join(', ') }),
    waiting && t('live.risk.held'),
  ]
  return (
    <Section title={t('live.risk.title')} note={notes.filter(Boolean).join(' ')} actions={<OverdueLink />}>
      <QueryState query={{ ...query, data: shown }} room={400} holds>
        {(rows) => (
          <div {...handlers}>
            <RiskTable all={rows} rows={filterRows(rows, filters).rows} asOf={query.dataUpdatedAt} />
          </div>
        )}
      </QueryState>
    </Section>
  )
}

function RiskTable({
  all,
  rows,
  asOf,
}: {
  all: readonly AtRiskRow[]
  rows: readonly AtRiskRow[]
  asOf: number
}) {
  const { t } = useTranslation()
  if (rows.length === 0) {
    return all.length > 0 ? (
      <NoFigures filtered />
    ) : (
      <Notice title={t('live.risk.none')}>{t('live.risk.noneHint')}</Notice>
    )
  }
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('live.risk.due')}</th>
            <th scope="col">{t('live.risk.target')}</th>
            <th scope="col">{t('live.risk.ticket')}</th>
            <th scope="col">{t('live.risk.priority')}</th>
            <th scope="col">{t('live.risk.team')}</th>
            <th scope="col">{t('live.risk.assignee')}</th>
            <th scope="col">{t('live.risk.channel')}</th>
            <th scope="col" data-number>
              {t('live.risk.age')}
            </th>
            <th scope="col" data-number title={t('live.risk.probabilityHint')}>
              {t('live.risk.probability')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row) => (
            <RiskRow key={`${row.ticketKey} ${row.target} ${row.startedAt}`} row={row} asOf={asOf} />
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN && (
        <p className={classes.more}>{t('live.risk.more', { shown: SHOWN, count: rows.length })}</p>
      )}
    </>
  )
}
