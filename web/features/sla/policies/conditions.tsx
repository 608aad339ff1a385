import { MultiSelect, NativeSelect } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { type Errors, errorAt } from '../../../lib/api/field-errors.ts'
import { dimensionValuesQuery } from '../../../lib/api/get-catalog.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { NO_VALUE } from '../../../lib/search/filters.ts'
import classes from '../config/config.module.css'
import { ATTRIBUTES, type Attribute, type ConditionDraft } from './draft.ts'

interface ConditionsProps {
  conditions: readonly ConditionDraft[]
  errors: Errors
  onConditions: (conditions: readonly ConditionDraft[]) => void
}

/** For which tickets a policy holds: all of the lines, any of the values in a line. */
export function Conditions({ conditions, errors, onConditions }: ConditionsProps) {
  const { t } = useTranslation()
  const set = (index: number, next: ConditionDraft | null) =>
    onConditions(conditions.flatMap((one, at) => (at !== index ? [one] : next ? [next] : [])))
  const isFree = (attribute: Attribute, not: boolean) =>
    !conditions.some((one) => one.attribute === attribute && one.not === not)
  const free = ATTRIBUTES.find((attribute) => isFree(attribute, false))
  return (
    <fieldset className={classes.group}>
      <legend>{t('sla.form.conditions')}</legend>
      {conditions.length === 0 && <p className={classes.quiet}>{t('sla.form.noConditions')}</p>}
      {conditions.map((condition, index) => (
        <ConditionLine
          key={`${condition.attribute} ${condition.not}`}
          condition={condition}
          error={errorAt(errors, `conditions.${condition.attribute}`)}
          isFree={isFree}
          onCondition={(next) => set(index, next)}
        />
      ))}
      {free && (
        <BarButton
          plain
          bare
          type="button"
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => onConditions([...conditions, { attribute: free, not: false, values: [] }])}
        >
          {t('sla.form.addCondition')}
        </BarButton>
      )}
    </fieldset>
  )
}

interface ConditionLineProps {
  condition: ConditionDraft
  error: string | undefined
  isFree: (attribute: Attribute, not: boolean) => boolean
  onCondition: (condition: ConditionDraft | null) => void
}

function ConditionLine({ condition, error, isFree, onCondition }: ConditionLineProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const { attribute, not, values } = condition
  const known = useQuery(dimensionValuesQuery(attribute)).data ?? []
  const name = catalog.dimensionLabel(attribute)
  const all = [...new Set([...known.map(({ value }) => value), ...values, null])]
  return (
    <div className={classes.condition}>
      <NativeSelect
        size="xs"
        aria-label={t('sla.form.attribute')}
        value={attribute}
        onChange={(event) => {
          const next = ATTRIBUTES.find((one) => one === event.currentTarget.value)
          if (next) onCondition({ ...condition, attribute: next, values: [] })
        }}
        data={ATTRIBUTES.filter((one) => one === attribute || isFree(one, not)).map((one) => ({
          value: one,
          label: catalog.dimensionLabel(one),
        }))}
      />
      <NativeSelect
        size="xs"
        aria-label={t('sla.form.verbOf', { name })}
        value={String(not)}
        onChange={(event) => onCondition({ ...condition, not: event.currentTarget.value === 'true' })}
        data={[
          { value: 'false', label: t('filter.is'), disabled: not && !isFree(attribute, false) },
          { value: 'true', label: t('filter.isNot'), disabled: !not && !isFree(attribute, true) },
        ]}
      />
      <MultiSelect
        size="xs"
        searchable
        hidePickedOptions
        aria-label={t('sla.form.valuesOf', { name })}
        placeholder={values.length === 0 ? t('filter.values') : ''}
        nothingFoundMessage={t('filter.noneFound')}
        value={values.map((value) => value ?? NO_VALUE)}
        error={error}
        onChange={(chosen) =>
          onCondition({ ...condition, values: chosen.map((value) => (value === NO_VALUE ? null : value)) })
        }
        data={all.map((value) => ({
          value: value ?? NO_VALUE,
          label: catalog.valueLabel(attribute, value),
        }))}
      />
      <BarButton
        plain
        bare
        type="button"
        aria-label={t('sla.form.removeCondition', { name })}
        icon={<IconX size={16} aria-hidden />}
        onClick={() => onCondition(null)}
      />
    </div>
  )
}
