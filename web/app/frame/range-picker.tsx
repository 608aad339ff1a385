import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../components/ui/bar-button.tsx'
import { Dropdown } from '../../components/ui/dropdown/dropdown.tsx'
import { OptionList } from '../../components/ui/option-list.tsx'
import { useFormat } from '../../lib/format/use-format.ts'
import { PRESET_IDS, PRESETS, presetOf } from '../../lib/range/presets.ts'
import { type RangeText, shiftRange } from '../../lib/range/range.ts'
import { useSetView, useView } from '../../lib/search/use-view.ts'
import classes from './range-picker.module.css'

const RangeFields = lazy(() =>
  import('./range-fields.tsx').then((module) => ({ default: module.RangeFields })),
)
const RangeCalendar = lazy(() =>
  import('./range-calendar.tsx').then((module) => ({ default: module.RangeCalendar })),
)

/** The time range: relative, by days, and the neighbours of the one shown. */
export function RangePicker() {
  const { t } = useTranslation()
  const format = useFormat()
  const { range, resolved, zone } = useView()
  const set = useSetView()
  const [open, setOpen] = useState(false)
  const preset = presetOf(range)
  const label = preset ? t(`range.${preset}`) : format.shownRange(range, resolved)
  const show = (next: RangeText) => {
    set.range(next)
    setOpen(false)
  }
  return (
    <div className={classes.group}>
      <BarButton
        plain
        aria-label={t('range.earlier')}
        onClick={() => set.range(shiftRange(resolved, -1, zone))}
        icon={<IconChevronLeft size={16} aria-hidden />}
      />
      <Dropdown
        open={open}
        onOpen={setOpen}
        label={t('range.label')}
        buttonLabel={`${t('range.label')}: ${label}`}
        button={label}
        title={format.range(resolved)}
        icon={<IconCalendar size={16} stroke={1.6} aria-hidden />}
      >
        {() => (
          <div className={classes.panel}>
            <OptionList
              label={t('range.presets')}
              options={PRESET_IDS.map((id) => ({ id, label: t(`range.${id}`) }))}
              chosen={preset}
              onChoose={(id) => show(PRESETS[id])}
            />
            <Suspense fallback={<div className={classes.calendar} />}>
              <div>
                <RangeCalendar onPick={show} />
                <RangeFields onPick={show} />
              </div>
            </Suspense>
          </div>
        )}
      </Dropdown>
      <BarButton
        plain
        aria-label={t('range.later')}
        disabled={range.to === 'now'}
        onClick={() => set.range(shiftRange(resolved, 1, zone))}
        icon={<IconChevronRight size={16} aria-hidden />}
      />
    </div>
  )
}

/** On pages that always show the running day. */
export function FixedRange() {
  const { t } = useTranslation()
  return (
    <span className={classes.fixed}>
      <IconCalendar size={16} stroke={1.6} aria-hidden />
      {t('range.today')}
    </span>
  )
}
