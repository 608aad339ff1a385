import { Button, Checkbox, SegmentedControl, Skeleton, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../pipelines/metrics/types.ts'
import { useFocusOnMount } from '../../components/ui/use-focus-on-mount.ts'
import { dimensionValuesQuery } from '../../lib/api/get-catalog.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useSetView } from '../../lib/search/use-view.ts'
import classes from './editor.module.css'

interface FilterValuesProps {
  dimension: string
  filter?: Filter
  onBack?: () => void
  onDone: () => void
}

const SHOWN = 100

/** Which values of one dimension: only these, or all but these. */
export function FilterValues({ dimension, filter, onBack, onDone }: FilterValuesProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const set = useSetView()
  const [text, setText] = useState('')
  const focus = useFocusOnMount<HTMLInputElement>()
  const [exclude, setExclude] = useState(filter?.exclude ?? false)
  const [chosen, setChosen] = useState<readonly (string | null)[]>(filter?.values ?? [])
  const query = useQuery(dimensionValuesQuery(dimension))
  const label = (value: string | null) => catalog.valueLabel(dimension, value)
  const all = [...new Set([...chosen, ...(query.data ?? []).map((entry) => entry.value)])]
  const found = all.filter((value) => label(value).toLowerCase().includes(text.trim().toLowerCase()))
  const apply = () => {
    set.filters((before) => {
      const rest = before.filter(
        (other) => other.dimension !== dimension || (!filter && Boolean(other.exclude) !== exclude),
      )
      if (chosen.length === 0) return rest
      return [...rest, { dimension, values: chosen, ...(exclude ? { exclude: true } : {}) }]
    })
    onDone()
  }
  const toggle = (value: string | null) =>
    setChosen(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <Stack gap={8} className={classes.head}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={catalog.dimensionLabel(dimension)}
          value={exclude ? 'exclude' : 'include'}
          onChange={(value) => setExclude(value === 'exclude')}
          data={[
            { value: 'include', label: t('filter.include') },
            { value: 'exclude', label: t('filter.exclude') },
          ]}
        />
        <TextInput
          ref={focus}
          aria-label={t('filter.search')}
          placeholder={`${catalog.dimensionLabel(dimension)} …`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Stack>
      <Stack gap={6} component="fieldset" className={classes.values} aria-label={t('filter.values')}>
        {query.isPending && <Skeleton height={96} />}
        {!query.isPending && found.length === 0 && <p className={classes.nothing}>{t('filter.noneFound')}</p>}
        {found.slice(0, SHOWN).map((value) => (
          <Checkbox
            key={value ?? '\u0000'}
            size="sm"
            label={label(value)}
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
          />
        ))}
      </Stack>
      <div className={classes.foot}>
        {onBack ? (
          <Button variant="subtle" size="xs" onClick={onBack}>
            {t('filter.back')}
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit" size="xs">
          {t('filter.apply')}
        </Button>
      </div>
    </form>
  )
}
