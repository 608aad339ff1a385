import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Filter } from '../../../pipelines/metrics/types.ts'
import type { ReportDocument } from '../../../pipelines/reports/document.ts'
import type { WeeklyFigures } from '../../../pipelines/reports/figures.ts'
import { ask } from '../../lib/api/client.ts'
import { DATA } from '../../lib/api/query-client.ts'
import type { Language } from '../../lib/format/locale.ts'

export interface WeeklyQuestion {
  /** The last week that is over where absent. */
  week?: string
  tz: string
  filters: readonly Filter[]
  language: Language
}

export interface WeeklyReport {
  figures: WeeklyFigures
  document: ReportDocument
}

/** The page of one week, its texts in the page's language. */
export function weeklyQuery(question: WeeklyQuestion) {
  return queryOptions({
    queryKey: [DATA, 'weekly-report', question],
    queryFn: ({ signal }) => ask<WeeklyReport>('/reports/weekly', { body: question, signal }),
    placeholderData: keepPreviousData,
  })
}
