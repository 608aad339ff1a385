import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../lib/api/problem.ts'
import classes from './import.module.css'
import { Running } from './import-running.tsx'
import { type Asked, sendFile, startImport, type UploadedFile } from './imports.ts'
import { MappingForm } from './mapping-form.tsx'

/** From a file on somebody's disk to events: send it, say what its columns are, see what comes of it, import it. */
export function ImportWizard() {
  const [file, setFile] = useState<UploadedFile | null>(null)
  const [started, setStarted] = useState(false)
  const begin = useMutation({
    mutationFn: ({ id, asked }: { id: string; asked: Asked }) => startImport(id, asked),
    onSuccess: () => setStarted(true),
  })
  if (!file) return <Choose onFile={setFile} />
  if (started) {
    return (
      <Running
        id={file.id}
        name={file.name}
        onAgain={() => setStarted(false)}
        onAnother={() => {
          setStarted(false)
          setFile(null)
        }}
      />
    )
  }
  return (
    <MappingForm
      file={file}
      error={begin.error}
      busy={begin.isPending}
      onStart={(asked) => begin.mutate({ id: file.id, asked })}
      onAnother={() => setFile(null)}
    />
  )
}

function Choose({ onFile }: { onFile: (file: UploadedFile) => void }) {
  const { t } = useTranslation()
  const send = useMutation({ mutationFn: sendFile, onSuccess: onFile })
  const take = (files: FileList | null) => {
    if (files?.[0] && !send.isPending) send.mutate(files[0])
  }
  return (
    <div className={classes.choose}>
      <label className={classes.file}>
        <b>{t('welcome.import.choose')}</b>
        <input type="file" disabled={send.isPending} onChange={(event) => take(event.currentTarget.files)} />
      </label>
      <p className={classes.quiet}>{t('welcome.import.chooseHint')}</p>
      {send.isPending && <p role="status">{t('welcome.import.sending')}</p>}
      {send.error && (
        <p className={classes.problem} role="alert">
          {send.error instanceof ApiError && send.error.status === 0
            ? t('state.unreachable')
            : send.error.message}
        </p>
      )}
      {send.error && (
        <Button size="xs" variant="default" onClick={() => send.reset()}>
          {t('state.retry')}
        </Button>
      )}
    </div>
  )
}
