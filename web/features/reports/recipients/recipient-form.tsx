import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedRecipient } from '../../../../pipelines/reports/delivery/list-recipients.ts'
import type { Recipient } from '../../../../pipelines/reports/recipient.ts'
import { fieldErrors } from '../../../lib/api/field-errors.ts'
import { freeId } from '../../../lib/config-id.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import classes from '../reports.module.css'
import { useChangeRecipient } from './change-recipient.ts'
import { useFilterWords } from './filter-words.ts'
import { WEEKDAYS } from './weekdays.ts'

interface RecipientFormProps {
  /** Null for a new one. */
  recipient: ListedRecipient | null
  taken: readonly string[]
  onClose: () => void
}

export function RecipientForm({ recipient, taken, onClose }: RecipientFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone, filters: pageFilters } = useView()
  const filterWords = useFilterWords()
  const change = useChangeRecipient(onClose)
  const [draft, setDraft] = useState<Recipient>(
    () =>
      recipient?.body ?? {
        name: '',
        email: '',
        language: format.language,
        tz: zone,
        weekday: 'mon',
        time: '07:00',
        filters: [],
        paused: false,
      },
  )
  const errors = fieldErrors(change.error)
  const edit = (part: Partial<Recipient>) => setDraft((before) => ({ ...before, ...part }))
  const choices = [
    { value: 'none', label: t('reports.recipients.filtersNone'), filters: [] },
    ...(recipient && recipient.body.filters.length > 0
      ? [
          {
            value: 'keep',
            label: t('reports.recipients.filtersKeep', { filters: filterWords(recipient.body.filters) }),
            filters: recipient.body.filters,
          },
        ]
      : []),
    ...(pageFilters.length > 0
      ? [
          {
            value: 'page',
            label: t('reports.recipients.filtersPage', { filters: filterWords(pageFilters) }),
            filters: pageFilters.map(({ dimension, values, exclude = false }) => ({
              dimension,
              values: [...values],
              exclude,
            })),
          },
        ]
      : []),
  ]
  const [chosen, setChosen] = useState(recipient && recipient.body.filters.length > 0 ? 'keep' : 'none')
  const zones = [...new Set([draft.tz, zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        const id = recipient?.id ?? freeId(draft.name, taken)
        change.mutate({ do: 'put', id, body: draft, basedOn: recipient?.version ?? 0 })
      }}
    >
      <TextInput
        label={t('reports.recipients.name')}
        value={draft.name}
        error={errors['body.name'] ?? errors.name}
        required
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('reports.recipients.email')}
        type="email"
        value={draft.email}
        error={errors['body.email'] ?? errors.email}
        required
        onChange={(event) => edit({ email: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('reports.recipients.language')}
        value={draft.language}
        data={[
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
        onChange={(event) => edit({ language: event.currentTarget.value === 'de' ? 'de' : 'en' })}
      />
      <NativeSelect
        label={t('reports.recipients.zone')}
        value={draft.tz}
        data={zones}
        error={errors['body.tz'] ?? errors.tz}
        onChange={(event) => edit({ tz: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <NativeSelect
          label={t('reports.recipients.weekday')}
          value={draft.weekday}
          data={WEEKDAYS.map((day, at) => ({ value: day, label: format.weekday(at + 1, 'long') }))}
          onChange={(event) => {
            const day = WEEKDAYS.find((one) => one === event.currentTarget.value)
            if (day) edit({ weekday: day })
          }}
        />
        <TextInput
          label={t('reports.recipients.time')}
          type="time"
          value={draft.time}
          error={errors['body.time'] ?? errors.time}
          required
          onChange={(event) => edit({ time: event.currentTarget.value })}
        />
      </div>
      <NativeSelect
        label={t('reports.recipients.filters')}
        value={chosen}
        data={choices.map(({ value, label }) => ({ value, label }))}
        error={errors['body.filters'] ?? errors.filters}
        onChange={(event) => {
          const { value } = event.currentTarget
          setChosen(value)
          const choice = choices.find((one) => one.value === value)
          if (choice) edit({ filters: choice.filters as Recipient['filters'] })
        }}
      />
      {change.error && (
        <p role="alert" className={classes.problem}>
          {change.error.message}
        </p>
      )}
      <div className={classes.buttons}>
        <Button type="submit" size="sm" loading={change.isPending}>
          {t('reports.recipients.save')}
        </Button>
        <Button variant="default" size="sm" onClick={onClose}>
          {t('reports.recipients.cancel')}
        </Button>
        {recipient && (
          <Button
            variant="default"
            size="sm"
            onClick={() => change.mutate({ do: 'remove', id: recipient.id, basedOn: recipient.version })}
          >
            {t('reports.recipients.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
