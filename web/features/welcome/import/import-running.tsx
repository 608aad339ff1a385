import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './import.module.css'
import { importStateQuery } from './imports.ts'

interface RunningProps {
  id: string
  name: string
  /** Back to the mapping. */
  onAgain: () => void
  /** Another file. */
  onAnother: () => void
}

/** How far the import is, and what it came to. */
export function Running({ id, name, onAgain, onAnother }: RunningProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data, error } = useQuery(importStateQuery(id))
  const number = format.number
  if (error) return <p role="alert">{error.message}</p>
  if (!data || data.state === 'running') {
    return (
      <p role="status">
        {t('welcome.import.running', {
          name,
          read: number(data?.read ?? 0),
          accepted: number(data?.accepted ?? 0),
        })}
      </p>
    )
  }
  const { result } = data
  return (
    <div className={classes.form}>
      {data.error && (
        <p className={classes.problem} role="alert">
          {data.error.detail}
        </p>
      )}
      {result && (
        <p role="status">
          {t('welcome.import.done', {
            read: number(result.read),
            accepted: number(result.accepted),
            duplicate: number(result.duplicate),
            rejected: number(result.rejected),
          })}
        </p>
      )}
      {result && result.rejected > 0 && <p className={classes.quiet}>{t('welcome.import.rejectsHint')}</p>}
      <div className={classes.buttons}>
        {result && (
          <Button size="sm" renderRoot={(props) => <Link to="/live" {...props} />}>
            {t('welcome.toLive')}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={onAgain}>
          {t('welcome.import.backToMapping')}
        </Button>
        <Button size="sm" variant="default" onClick={onAnother}>
          {t('welcome.import.another')}
        </Button>
      </div>
    </div>
  )
}
