import { MultiSelect, NativeSelect, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Errors, errorAt } from '../../../lib/api/field-errors.ts'
import { sourcesQuery } from '../../../lib/api/get-sources.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import classes from '../alerts.module.css'
import { configQuery } from '../api.ts'
import { againstForecast, BEGINNINGS, KINDS, meant, unitOf, type When, written } from './draft.ts'
import { Filters } from './filters.tsx'
import { NumberField } from './number-field.tsx'

interface WhenFieldsProps {
  when: When
  errors: Errors
  onWhen: (when: When) => void
}

const AGAINST = ['value', 'weekdays', 'forecast'] as const
const TARGETS = ['first_response', 'next_response', 'resolution'] as const
/** What running clocks can be told apart by. */
const CLOCKS = 'sla_running'

/** What a rule waits for. */
export function WhenFields({ when, errors, onWhen }: WhenFieldsProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const at = (field: string) => errorAt(errors, `when.${field}`)
  const metric = catalog.metric(when.kind === 'metric' ? when.metric : CLOCKS)
  const { unit, factor } = unitOf(when, metric)
  const named = t(`alerts.form.unit.${unit}`)
  const dimensions = (metric?.dimensions ?? []).filter((id) => catalog.dimension(id)?.clock === undefined)
  return (
    <div className={classes.grid}>
      <NativeSelect
        className={classes.wide}
        size="sm"
        label={t('alerts.form.kind')}
        value={when.kind}
        onChange={(event) => {
          const kind = KINDS.find((one) => one === event.currentTarget.value)
          if (kind) onWhen(BEGINNINGS[kind])
        }}
        data={KINDS.map((kind) => ({ value: kind, label: t(`alerts.form.kinds.${kind}`) }))}
      />
      {when.kind === 'metric' && <MetricFields when={when} errors={errors} onWhen={onWhen} />}
      {when.kind === 'ticket_risk' && (
        <NativeSelect
          size="sm"
          label={t('alerts.form.measure')}
          value={when.measure}
          onChange={(event) =>
            onWhen(
              event.currentTarget.value === 'minutes_left'
                ? { ...when, measure: 'minutes_left', enter: 15 }
                : { ...when, measure: 'probability', enter: 0.65 },
            )
          }
          data={(['probability', 'minutes_left'] as const).map((one) => ({
            value: one,
            label: t(`alerts.form.measures.${one}`),
          }))}
        />
      )}
      {when.kind === 'queue_risk' && (
        <NumberField
          label={t('alerts.form.probability')}
          value={written(when.probability, 0.01)}
          error={at('probability')}
          onChange={(value) => onWhen({ ...when, probability: meant(value ?? 0, 0.01) })}
        />
      )}
      {when.kind === 'burn_rate' && <BurnFields when={when} errors={errors} onWhen={onWhen} />}
      {when.kind === 'source_silent' && <SourceField when={when} errors={errors} onWhen={onWhen} />}
      <NumberField
        label={t('alerts.form.enter', { unit: named })}
        value={written(when.enter, factor)}
        error={at('enter')}
        onChange={(value) => onWhen({ ...when, enter: meant(value ?? 0, factor) })}
      />
      {when.kind !== 'ticket_risk' && (
        <NumberField
          label={t('alerts.form.leave', { unit: named })}
          description={t('alerts.form.leaveHint')}
          value={when.leave === undefined ? undefined : written(when.leave, factor)}
          error={at('leave')}
          onChange={(value) => {
            const { leave: _, ...rest } = when
            onWhen((value === undefined ? rest : { ...when, leave: meant(value, factor) }) as When)
          }}
        />
      )}
      {(when.kind === 'metric' || when.kind === 'queue_risk') && (
        <MultiSelect
          size="sm"
          label={t('alerts.form.by')}
          value={when.by}
          error={at('by')}
          maxValues={3}
          onChange={(by) => onWhen({ ...when, by })}
          data={dimensions.map((id) => ({ value: id, label: catalog.dimensionLabel(id) }))}
        />
      )}
      {'filters' in when && (
        <Filters
          filters={when.filters}
          dimensions={dimensions}
          error={at('filters')}
          onFilters={(filters) => onWhen({ ...when, filters })}
        />
      )}
    </div>
  )
}

interface FieldsOf<K extends When['kind']> {
  when: Extract<When, { kind: K }>
  errors: Errors
  onWhen: (when: When) => void
}

function MetricFields({ when, errors, onWhen }: FieldsOf<'metric'>) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const at = (field: string) => errorAt(errors, `when.${field}`)
  return (
    <>
      <Select
        className={classes.wide}
        size="sm"
        searchable
        allowDeselect={false}
        label={t('alerts.form.metric')}
        value={when.metric}
        error={at('metric')}
        nothingFoundMessage={t('filter.noneFound')}
        onChange={(metric) => {
          if (metric === null) return
          const by = when.by.filter((one) => catalog.metric(metric)?.dimensions.includes(one))
          onWhen({ ...when, metric, by, filters: [] })
        }}
        data={catalog.metrics.map(({ id }) => ({ value: id, label: catalog.metricLabel(id) }))}
      />
      <NumberField
        label={t('alerts.form.window')}
        value={when.window_min}
        error={at('window_min')}
        onChange={(value) => onWhen({ ...when, window_min: value ?? 0 })}
      />
      <NativeSelect
        size="sm"
        label={t('alerts.form.against')}
        value={when.against.kind}
        onChange={(event) => {
          const kind = AGAINST.find((one) => one === event.currentTarget.value)
          if (kind === 'weekdays') onWhen({ ...when, against: { kind, weeks: 4 }, enter: 1.5 })
          else if (kind === 'forecast') onWhen(againstForecast(when))
          else if (kind) onWhen({ ...when, against: { kind } })
        }}
        data={AGAINST.map((one) => ({ value: one, label: t(`alerts.form.againsts.${one}`) }))}
      />
      <NativeSelect
        size="sm"
        label={t('alerts.form.is')}
        value={when.is}
        onChange={(event) =>
          onWhen({ ...when, is: event.currentTarget.value === 'below' ? 'below' : 'above' })
        }
        data={[
          { value: 'above', label: t('alerts.form.above') },
          { value: 'below', label: t('alerts.form.below') },
        ]}
      />
      <NumberField
        label={t('alerts.form.minN')}
        value={when.min_n}
        error={at('min_n')}
        onChange={(value) => onWhen({ ...when, min_n: value ?? 0 })}
      />
    </>
  )
}

function BurnFields({ when, errors, onWhen }: FieldsOf<'burn_rate'>) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const policies = useQuery(configQuery<{ name: string }>('policy')).data ?? []
  const names = [...new Set([when.policy, ...policies.map(({ body }) => body.name)])]
  const at = (field: string) => errorAt(errors, `when.${field}`)
  return (
    <>
      <NativeSelect
        size="sm"
        label={t('alerts.form.policy')}
        value={when.policy}
        error={at('policy')}
        onChange={(event) => onWhen({ ...when, policy: event.currentTarget.value })}
        data={names}
      />
      <NativeSelect
        size="sm"
        label={t('alerts.form.target')}
        value={when.target}
        error={at('target')}
        onChange={(event) => {
          const target = TARGETS.find((one) => one === event.currentTarget.value)
          if (target) onWhen({ ...when, target })
        }}
        data={TARGETS.map((one) => ({ value: one, label: catalog.valueLabel('target', one) }))}
      />
      <NumberField
        label={t('alerts.form.long')}
        value={when.long_min}
        error={at('long_min')}
        onChange={(value) => onWhen({ ...when, long_min: value ?? 0 })}
      />
      <NumberField
        label={t('alerts.form.minN')}
        value={when.min_n}
        error={at('min_n')}
        onChange={(value) => onWhen({ ...when, min_n: value ?? 0 })}
      />
    </>
  )
}

function SourceField({ when, errors, onWhen }: FieldsOf<'source_silent'>) {
  const { t } = useTranslation()
  const sources = useQuery(sourcesQuery).data ?? []
  return (
    <NativeSelect
      size="sm"
      label={t('alerts.form.source')}
      value={when.source ?? ''}
      error={errorAt(errors, 'when.source')}
      onChange={(event) => {
        const { source: _, ...rest } = when
        const source = event.currentTarget.value
        onWhen(source === '' ? rest : { ...rest, source })
      }}
      data={[{ value: '', label: t('alerts.form.anySource') }, ...sources.map(({ name }) => name)]}
    />
  )
}
