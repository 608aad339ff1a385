import { MultiSelect, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Errors, errorAt } from '../../../lib/api/field-errors.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import classes from '../alerts.module.css'
import { configQuery, endpointsQuery, type Rule } from '../api.ts'
import { NumberField } from './number-field.tsx'

interface Props {
  rule: Rule
  errors: Errors
  onRule: (rule: Rule) => void
}

/** How long it has to last, when it is looked at, and who is told. */
export function TellingFields({ rule, errors, onRule }: Props) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const calendars = useQuery(configQuery<object>('calendar')).data ?? []
  const endpoints = useQuery(endpointsQuery).data ?? []
  const { notify, when } = rule
  const ids = calendars.map(({ id }) => id)
  const groups = when.kind === 'ticket_risk' ? ['team', 'target'] : 'by' in when ? when.by : []
  const tell = (more: Partial<Rule['notify']>) => onRule({ ...rule, notify: { ...notify, ...more } })
  return (
    <>
      <fieldset className={classes.group}>
        <legend>{t('alerts.form.timing')}</legend>
        <div className={classes.grid}>
          <NumberField
            label={t('alerts.form.for')}
            value={rule.for_min}
            error={errors.for_min}
            onChange={(value) => onRule({ ...rule, for_min: value ?? 0 })}
          />
          <NumberField
            label={t('alerts.form.keep')}
            value={rule.keep_firing_min}
            error={errors.keep_firing_min}
            onChange={(value) => onRule({ ...rule, keep_firing_min: value ?? 0 })}
          />
          <NativeSelect
            size="sm"
            label={t('alerts.form.schedule')}
            value={rule.schedule}
            error={errors.schedule}
            onChange={(event) => onRule({ ...rule, schedule: event.currentTarget.value })}
            data={[{ value: 'always', label: t('alerts.form.always') }, ...ids]}
          />
          <NativeSelect
            size="sm"
            label={t('alerts.form.mute')}
            value={rule.mute_outside ?? ''}
            error={errors.mute_outside}
            onChange={(event) => onRule({ ...rule, mute_outside: event.currentTarget.value || null })}
            data={[{ value: '', label: t('alerts.form.muteNever') }, ...ids]}
          />
        </div>
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{t('alerts.form.telling')}</legend>
        <div className={classes.grid}>
          <MultiSelect
            className={classes.wide}
            size="sm"
            label={t('alerts.form.to')}
            value={notify.to}
            error={errorAt(errors, 'notify.to')}
            onChange={(to) => tell({ to })}
            data={[...new Set([...endpoints.map(({ id }) => id), ...notify.to])].map((id) => ({
              value: id,
              label: endpoints.find((one) => one.id === id)?.body.name ?? id,
            }))}
          />
          <MultiSelect
            size="sm"
            label={t('alerts.form.groupBy')}
            value={notify.group_by}
            onChange={(group_by) => tell({ group_by })}
            data={[...new Set([...groups, ...notify.group_by])].map((id) => ({
              value: id,
              label: catalog.dimensionLabel(id),
            }))}
          />
          <NumberField
            label={t('alerts.form.interval')}
            value={notify.interval_min}
            error={errorAt(errors, 'notify.interval_min')}
            onChange={(value) => tell({ interval_min: value ?? 0 })}
          />
          <NumberField
            label={t('alerts.form.repeat')}
            value={notify.repeat_h}
            error={errorAt(errors, 'notify.repeat_h')}
            onChange={(value) => tell({ repeat_h: value ?? 0 })}
          />
        </div>
      </fieldset>
    </>
  )
}
