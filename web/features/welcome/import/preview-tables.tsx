import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '../../../components/ui/data-table/data-table.tsx'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './import.module.css'
import type { Preview, PreviewedEvent } from './imports.ts'

/** What the first rows become: events, and the rows that would be left out, each with its reason. */
export function PreviewTables({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const columns = useEventColumns()
  const rejects: DataColumn<Preview['problems'][number]>[] = useMemo(
    () => [
      { id: 'row', header: t('welcome.import.row'), numeric: true, cell: ({ row }) => format.number(row) },
      { id: 'reason', header: t('welcome.import.reason'), cell: ({ reason }) => reason },
      { id: 'raw', header: t('welcome.import.raw'), cell: ({ raw }) => raw.slice(0, 120) },
    ],
    [t, format],
  )
  return (
    <section className={classes.preview} aria-label={t('welcome.import.preview')}>
      <h3>{t('welcome.import.preview')}</h3>
      <p className={classes.quiet} role="status">
        {t('welcome.import.previewed', {
          read: format.number(preview.read),
          mapped: format.number(preview.mapped),
          rejected: format.number(preview.problems.length),
        })}
      </p>
      <DataTable
        caption={t('welcome.import.events')}
        columns={columns}
        rows={preview.events}
        maxHeight={280}
      />
      {preview.problems.length > 0 && (
        <DataTable
          caption={t('welcome.import.rejects')}
          columns={rejects}
          rows={preview.problems}
          maxHeight={200}
        />
      )}
    </section>
  )
}

function useEventColumns(): DataColumn<PreviewedEvent>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const catalog = useCatalog()
  return useMemo(() => {
    const valued = (id: 'status' | 'priority' | 'team' | 'channel'): DataColumn<PreviewedEvent> => ({
      id,
      header: catalog.dimensionLabel(id),
      cell: (event) => (event[id] === null ? t('value.missing') : catalog.valueLabel(id, event[id])),
    })
    return [
      {
        id: 'at',
        header: t('explore.time'),
        cell: ({ occurredAt }) => format.instant(occurredAt, 'dateTime'),
      },
      { id: 'type', header: t('welcome.import.type'), cell: ({ type }) => <code>{type}</code> },
      {
        id: 'ticket',
        header: t('welcome.import.fields.ticket'),
        cell: ({ ticketId }) => ticketId ?? t('value.missing'),
      },
      valued('status'),
      valued('priority'),
      valued('team'),
      valued('channel'),
    ]
  }, [t, format, catalog])
}
