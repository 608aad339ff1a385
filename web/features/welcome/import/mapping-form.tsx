import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Errors, errorAt, fieldErrors } from '../../../lib/api/field-errors.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { columnOf, type Field, fieldsOf, WORDS, withColumn, withKind, withWord, wordOf } from './fields.ts'
import classes from './import.module.css'
import { type Asked, type Mapping, previewQuery, type UploadedFile } from './imports.ts'
import { PreviewTables } from './preview-tables.tsx'

const SETTLED_MS = 300

interface MappingFormProps {
  file: UploadedFile
  error: Error | null
  busy: boolean
  onStart: (asked: Asked) => void
  onAnother: () => void
}

/** Which column is what, with what the first rows become beneath. */
export function MappingForm({ file, error, busy, onStart, onAnother }: MappingFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [source, setSource] = useState('helpdesk')
  const [mapping, setMapping] = useState(() => withZone(file.mapping, format.zone))
  const [asked] = useDebouncedValue({ source, mapping }, SETTLED_MS)
  const preview = useQuery(previewQuery(file.id, asked))
  const errors = { ...fieldErrors(preview.error), ...fieldErrors(error) }
  const failure = error ?? preview.error
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        onStart({ source, mapping })
      }}
    >
      <p>
        <strong>{file.name}</strong>{' '}
        {t('welcome.import.file', {
          kilobytes: format.number(Math.ceil(file.bytes / 1024)),
          format: file.format,
        })}
      </p>
      <TextInput
        size="sm"
        label={t('welcome.import.source')}
        description={t('welcome.import.sourceHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={source}
        error={errorAt(errors, 'source')}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      {mapping && <Columns file={file} mapping={mapping} errors={errors} onMapping={setMapping} />}
      {failure && Object.keys(errors).length === 0 && (
        <p className={classes.problem} role="alert">
          {failure.message}
        </p>
      )}
      {preview.data && !preview.error && <PreviewTables preview={preview.data} />}
      <div className={classes.buttons}>
        <Button
          type="submit"
          size="sm"
          loading={busy}
          disabled={preview.error !== null || (preview.data?.mapped ?? 0) === 0}
        >
          {t('welcome.import.start')}
        </Button>
        <Button size="sm" variant="default" onClick={onAnother}>
          {t('welcome.import.another')}
        </Button>
      </div>
    </form>
  )
}

const withZone = (mapping: Mapping | null, zone: string): Mapping | null => mapping && { ...mapping, zone }

interface ColumnsProps {
  file: UploadedFile
  mapping: Mapping
  errors: Errors
  onMapping: (mapping: Mapping) => void
}

function Columns({ file, mapping, errors, onMapping }: ColumnsProps) {
  const { t } = useTranslation()
  const kind = mapping.kind === 'events' ? 'events' : 'snapshots'
  const dates = Array.isArray(mapping.dates) ? mapping.dates.join(', ') : ''
  const fields = fieldsOf(kind)
  return (
    <>
      <div className={classes.grid}>
        <NativeSelect
          size="sm"
          label={t('welcome.import.kind')}
          value={kind}
          data={(['snapshots', 'events'] as const).map((value) => ({
            value,
            label: t(`welcome.import.kinds.${value}`),
          }))}
          onChange={(event) =>
            onMapping(withKind(mapping, event.currentTarget.value === 'events' ? 'events' : 'snapshots'))
          }
        />
        <TextInput
          size="sm"
          label={t('welcome.import.zone')}
          value={String(mapping.zone ?? '')}
          error={errorAt(errors, 'zone')}
          onChange={(event) => onMapping({ ...mapping, zone: event.currentTarget.value })}
        />
        <TextInput
          size="sm"
          label={t('welcome.import.dates')}
          value={dates}
          error={errorAt(errors, 'dates')}
          onChange={(event) => onMapping({ ...mapping, dates: listOf(event.currentTarget.value) })}
        />
      </div>
      <fieldset className={classes.group}>
        <legend>{t('welcome.import.columns')}</legend>
        <div className={classes.grid}>
          {fields.map((field) => (
            <NativeSelect
              key={field}
              size="sm"
              label={t(`welcome.import.fields.${nameOf(field)}`)}
              value={columnOf(mapping, field) ?? ''}
              error={errorAt(errors, field)}
              data={[
                { value: '', label: t('welcome.import.noColumn') },
                ...file.columns.filter(Boolean).map((value) => ({ value, label: value })),
              ]}
              onChange={(event) => onMapping(withColumn(mapping, field, event.currentTarget.value || null))}
            />
          ))}
        </div>
      </fieldset>
      {fields.map((field) => (
        <Words key={field} file={file} mapping={mapping} field={field} onMapping={onMapping} />
      ))}
    </>
  )
}

/** What the words of a column mean, for those that are none of ours. */
function Words({ file, mapping, field, onMapping }: Omit<ColumnsProps, 'errors'> & { field: Field }) {
  const { t } = useTranslation()
  const words = WORDS[field]
  const column = columnOf(mapping, field)
  const own = (file.values[column ?? ''] ?? []).filter((value) => !words?.includes(value.toLowerCase()))
  if (!words || own.length === 0) return null
  const name = t(`welcome.import.fields.${nameOf(field)}`)
  return (
    <fieldset className={classes.group}>
      <legend>{t('welcome.import.words', { name })}</legend>
      <div className={classes.grid}>
        {own.map((value) => (
          <NativeSelect
            key={value}
            size="sm"
            label={value}
            value={wordOf(mapping, field, value) ?? ''}
            data={[{ value: '', label: t('welcome.import.noWord') }, ...words]}
            onChange={(event) =>
              onMapping(withWord(mapping, field, value, event.currentTarget.value || null))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

const listOf = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

type FieldName = Field extends infer F ? (F extends `${string}.${infer N}` ? `${N}` : F) : never
const nameOf = (field: Field) => field.slice(field.indexOf('.') + 1) as FieldName
