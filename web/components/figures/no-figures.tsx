import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { statusQuery } from '../../lib/api/get-status.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { toText } from '../../lib/range/range.ts'
import { useSetView, useView } from '../../lib/search/use-view.ts'
import { addUnits, startOf } from '../../lib/time/zone.ts'
import { Notice } from '../ui/notice.tsx'

const DAYS = 28

/** Nothing to draw: the filters leave nothing, or nothing happened in the range. Two different statements. */
export function NoFigures({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const set = useSetView()
  const { zone } = useView()
  const last = useQuery(statusQuery).data?.lastEventAt
  if (filtered) {
    return (
      <Notice
        tone="filtered"
        title={t('state.filteredOut')}
        action={
          <Button variant="default" size="xs" onClick={() => set.filters(() => [])}>
            {t('state.clearFilters')}
          </Button>
        }
      >
        {t('state.filteredOutHint')}
      </Notice>
    )
  }
  const newest = last ? Date.parse(last) : null
  return (
    <Notice
      title={t('state.empty')}
      action={
        newest !== null && (
          <Button variant="default" size="xs" onClick={() => set.range(endingAt(newest, zone))}>
            {t('state.goThere')}
          </Button>
        )
      }
    >
      {newest !== null && t('state.emptyLast', { time: format.instant(newest, 'dateTime') })}
    </Notice>
  )
}

function endingAt(instant: number, zone: string) {
  const to = addUnits(startOf(instant, 'd', zone), 1, 'd', zone)
  return toText({ from: addUnits(to, -DAYS, 'd', zone), to }, zone)
}
