import { TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusOnMount } from '../../../components/ui/use-focus-on-mount.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useLanguage } from '../../../lib/search/use-view.ts'
import classes from './controls.module.css'
import { groupMetrics, matches } from './metric-groups.ts'

interface MetricListProps {
  chosen: readonly string[]
  onToggle: (id: string) => void
}

/** The catalog by subject, searchable, each metric with what it means. */
export function MetricList({ chosen, onToggle }: MetricListProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const language = useLanguage()
  const [text, setText] = useState('')
  const focus = useFocusOnMount<HTMLInputElement>()
  const found = catalog.metrics.filter((metric) => matches(metric, text, language))
  return (
    <div className={classes.list}>
      <div className={classes.head}>
        <TextInput
          ref={focus}
          aria-label={t('desk.metrics.search')}
          placeholder={t('desk.metrics.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className={classes.scroll}>
        {found.length === 0 && <p className={classes.nothing}>{t('desk.metrics.none')}</p>}
        {groupMetrics(found).map(({ group, metrics }) => (
          <section key={group} aria-label={t(`desk.groups.${group}`)}>
            <h3>{t(`desk.groups.${group}`)}</h3>
            <ul>
              {metrics.map((metric) => (
                <li key={metric.id}>
                  <MetricOption metric={metric} chosen={chosen.includes(metric.id)} onToggle={onToggle} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
}

interface MetricOptionProps {
  metric: CatalogMetric
  chosen: boolean
  onToggle: (id: string) => void
}

function MetricOption({ metric, chosen, onToggle }: MetricOptionProps) {
  const language = useLanguage()
  return (
    <button
      type="button"
      className={classes.option}
      aria-pressed={chosen}
      onClick={() => onToggle(metric.id)}
    >
      <IconCheck size={16} aria-hidden />
      <span>
        {metric.label[language]}
        <small>{metric.description[language]}</small>
      </span>
    </button>
  )
}
