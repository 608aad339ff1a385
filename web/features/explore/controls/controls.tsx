import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { type Form, isWhole, type Question } from '../question.ts'
import classes from './controls.module.css'
import { DimensionPicker } from './dimension-picker.tsx'
import { GrainPicker } from './grain-picker.tsx'
import { MetricPicker } from './metric-picker.tsx'

const FORMS = ['line', 'bar', 'heatmap', 'distribution', 'table', 'pivot'] as const satisfies readonly Form[]

/** What is measured, how it is cut, and how it is drawn. */
export function Controls({ question }: { question: Question }) {
  const { t } = useTranslation()
  const set = useSetSearch()
  const whole = isWhole(question.form)
  return (
    <section className={classes.controls} aria-label={t('desk.controls')}>
      <MetricPicker metrics={question.metrics} />
      {!whole && <DimensionPicker metrics={question.metrics} by={question.by} />}
      {!whole && question.form !== 'pivot' && (
        <GrainPicker grain={question.grain} form={question.form} by={question.by} />
      )}
      <SegmentedControl
        size="xs"
        className={classes.forms}
        data-screen
        aria-label={t('desk.form.label')}
        value={question.form}
        onChange={(form) => set({ view: form === 'line' ? undefined : (form as Form), drill: undefined })}
        data={FORMS.map((form) => ({ value: form, label: t(`desk.form.${form}`) }))}
      />
    </section>
  )
}
