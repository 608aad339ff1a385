import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { ChangedFields } from './changed-fields.tsx'
import classes from './config.module.css'
import { diffQuery, type Kind, type Stated } from './get-config.ts'
import { VersionLine } from './version-line.tsx'

interface VersionsProps {
  kind: Kind
  id: string
  history: readonly Stated<object | null>[]
  busy: boolean
  onRestore: (version: number) => void
}

/** Every version, the latest first, with what it changed and the way back to it. */
export function Versions({ kind, id, history, busy, onRestore }: VersionsProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<number | null>(null)
  return (
    <section aria-label={t('sla.version.title')}>
      <h3>{t('sla.version.title')}</h3>
      <ol className={classes.versions} reversed>
        {history.map((record, index) => (
          <li key={record.version} data-state={record.state}>
            <VersionLine record={record} />
            <p className={classes.quiet}>
              <b>{t(`sla.version.state.${record.state}`)}</b>
              {record.note !== null && ` · ${record.note}`}
            </p>
            <div className={classes.buttons}>
              <Button
                size="compact-xs"
                variant="default"
                aria-expanded={open === record.version}
                aria-label={t('sla.version.changesOf', { version: record.version })}
                onClick={() => setOpen(open === record.version ? null : record.version)}
              >
                {t('sla.version.changes')}
              </Button>
              {index > 0 && record.body !== null && (
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={busy}
                  aria-label={t('sla.version.restoreOf', { version: record.version })}
                  onClick={() => onRestore(record.version)}
                >
                  {t('sla.version.restore')}
                </Button>
              )}
            </div>
            {open === record.version && <Changes kind={kind} id={id} version={record.version} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Changes({ kind, id, version }: { kind: Kind; id: string; version: number }) {
  const query = useQuery(diffQuery(kind, id, version - 1, version))
  return (
    <QueryState query={query} room={40}>
      {({ changes }) => <ChangedFields changes={changes} />}
    </QueryState>
  )
}
