import { NativeSelect } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconFileTypePdf } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../components/ui/bar-button.tsx'
import { fetchFile, saveFile } from '../../lib/api/client.ts'
import { useNow } from '../../lib/clock.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { useSetSearch } from '../../lib/search/use-view.ts'
import { dateText, wallOf } from '../../lib/time/zone.ts'
import type { WeeklyQuestion } from './get-weekly.ts'
import classes from './reports.module.css'
import { weeksBefore } from './weeks.ts'

const OFFERED = 53

interface WeekBarProps {
  question: WeeklyQuestion
  /** The week on the page; absent until the first answer. */
  shown: string | undefined
}

/** Which week, and the same as a file. */
export function WeekBar({ question, shown }: WeekBarProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const set = useSetSearch()
  const now = useNow()
  const pdf = useMutation({
    mutationFn: async () =>
      saveFile(await fetchFile('/reports/weekly', question, 'application/pdf'), `pegel-${shown ?? ''}.pdf`),
  })
  const weeks = weeksBefore(dateText(wallOf(now, format.zone)), OFFERED)
  const chosen = question.week ?? shown ?? weeks[1]?.id ?? ''
  const at = weeks.findIndex(({ id }) => id === chosen)
  const go = (id: string | undefined) => set({ week: id === weeks[1]?.id ? undefined : id })
  return (
    <div className={classes.bar} data-screen>
      <div className={classes.week}>
        <BarButton
          plain
          icon={<IconChevronLeft size={16} stroke={1.8} aria-hidden />}
          aria-label={t('reports.older')}
          disabled={at === weeks.length - 1}
          onClick={() => go(weeks[at + 1]?.id)}
        />
        <NativeSelect
          aria-label={t('reports.week')}
          value={chosen}
          onChange={(event) => go(event.currentTarget.value)}
          data={[
            ...(at === -1 && chosen !== '' ? [{ value: chosen, label: chosen }] : []),
            ...weeks.map(({ id, number, monday, sunday }) => ({
              value: id,
              label: t('reports.weekOption', {
                week: number,
                days: format.days(monday, sunday),
              }),
            })),
          ]}
        />
        <BarButton
          plain
          icon={<IconChevronRight size={16} stroke={1.8} aria-hidden />}
          aria-label={t('reports.newer')}
          disabled={at <= 0}
          onClick={() => go(weeks[at - 1]?.id)}
        />
      </div>
      <BarButton
        plain
        icon={<IconFileTypePdf size={16} stroke={1.6} aria-hidden />}
        disabled={pdf.isPending || shown === undefined}
        onClick={() => pdf.mutate()}
      >
        {t(pdf.isPending ? 'reports.drawing' : 'reports.pdf')}
      </BarButton>
      {pdf.error && (
        <span role="alert" className={classes.problem}>
          {pdf.error.message}
        </span>
      )}
    </div>
  )
}
