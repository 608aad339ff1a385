import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { ChangedFields } from './changed-fields.tsx'
import classes from './config.module.css'
import { diffQuery, type Kind, type Stated } from './get-config.ts'

interface ConflictProps {
  kind: Kind
  id: string
  /** Version that the editing began with. */
  known: number
  latest: Stated<object | null> | undefined
  onTheirs: () => void
  onMine: () => void
  /** Asks for the versions anew. */
  onLook: () => void
}

/** Somebody else was faster: what they changed, and the choice between theirs and one's own. */
export function Conflict({ kind, id, known, latest, onTheirs, onMine, onLook }: ConflictProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const look = useEffectEvent(onLook)
  useEffect(() => look(), [])
  const there = latest !== undefined && latest.version > known
  const query = useQuery({ ...diffQuery(kind, id, known, latest?.version ?? known), enabled: there })
  return (
    <div className={classes.problems} role="alert">
      <strong>{t('sla.conflict.title')}</strong>
      {there && (
        <>
          <p>
            {t('sla.conflict.what', {
              author: latest.author,
              version: latest.version,
              time: format.instant(latest.recordedAt, 'dateTime'),
            })}
          </p>
          <QueryState query={query} room={60}>
            {({ changes }) => <ChangedFields changes={changes} />}
          </QueryState>
          <div className={classes.buttons}>
            <Button size="xs" variant="default" onClick={onTheirs} disabled={latest.body === null}>
              {t('sla.conflict.theirs')}
            </Button>
            <Button size="xs" variant="default" onClick={onMine}>
              {t('sla.conflict.mine')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
