import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { preloadDrawing } from '../../components/chart/engine/load.ts'
import { NothingYet } from '../../components/figures/nothing-yet.tsx'
import { QueryState } from '../../components/ui/query-state.tsx'
import { useIsEmpty } from '../../lib/api/use-is-empty.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { useView } from '../../lib/search/use-view.ts'
import { Archive } from './archive.tsx'
import { weeklyQuery } from './get-weekly.ts'
import { DocumentView } from './page/document-view.tsx'
import { Recipients } from './recipients/recipients.tsx'
import classes from './reports.module.css'
import './texts.ts'
import { WeekBar } from './week-bar.tsx'

preloadDrawing()

/** The weekly page as it goes out, who gets it, and what went out. */
export function ReportsPage() {
  const { language } = useFormat()
  const { zone, filters } = useView()
  const { week } = useSearch({ strict: false })
  const question = { ...(week === undefined ? {} : { week }), tz: zone, filters, language }
  const isEmpty = useIsEmpty()
  const query = useQuery(weeklyQuery(question))
  return (
    <div className={`${classes.page} pg-in-order`}>
      {isEmpty ? (
        <NothingYet />
      ) : (
        <>
          <WeekBar question={question} shown={query.data?.document.week} />
          <QueryState query={query} skeleton={1400} holds>
            {({ document }) => <DocumentView document={document} />}
          </QueryState>
        </>
      )}
      <div className={`${classes.desk} pg-in-order`} data-screen>
        <Recipients week={week} />
        <Archive />
      </div>
    </div>
  )
}
