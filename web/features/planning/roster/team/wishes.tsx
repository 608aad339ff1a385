import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../../components/ui/bar-button.tsx'
import classes from '../roster.module.css'
import { WeekdaysField } from './fields.tsx'
import { namesShift, WANTS, type WishDraft, wrongIn } from './wish-drafts.ts'

interface WishesProps {
  drafts: readonly WishDraft[]
  /** Names of the shifts there are. */
  patterns: readonly string[]
  onDrafts: (drafts: WishDraft[]) => void
}

/** What a person would like: to be free or to work, or a shift or not, on weekdays or dates, and how much it matters. */
export function Wishes({ drafts, patterns, onDrafts }: WishesProps) {
  const { t } = useTranslation()
  const add = () => {
    const key = 1 + Math.max(-1, ...drafts.map((draft) => draft.key))
    onDrafts([...drafts, { key, want: 'off', pattern: '', days: [], dates: '', weight: 1 }])
  }
  return (
    <fieldset className={classes.needs}>
      <legend>{t('roster.person.wishes')}</legend>
      {drafts.map((draft, i) => (
        <OneWish
          key={draft.key}
          draft={draft}
          number={i + 1}
          patterns={patterns}
          onChange={(change) =>
            onDrafts(drafts.map((one) => (one === draft ? { ...draft, ...change } : one)))
          }
          onRemove={() => onDrafts(drafts.filter((one) => one !== draft))}
        />
      ))}
      <BarButton plain icon={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={add}>
        {t('roster.wish.add')}
      </BarButton>
    </fieldset>
  )
}

interface OneWishProps {
  draft: WishDraft
  number: number
  patterns: readonly string[]
  onChange: (change: Partial<WishDraft>) => void
  onRemove: () => void
}

function OneWish({ draft, number, patterns, onChange, onRemove }: OneWishProps) {
  const { t } = useTranslation()
  const wrong = wrongIn(draft, patterns)
  const gone = draft.pattern !== '' && !patterns.includes(draft.pattern)
  return (
    <fieldset className={classes.wish}>
      <legend className="pg-hidden">{t('roster.wish.one', { number })}</legend>
      <NativeSelect
        size="sm"
        label={t('roster.wish.want')}
        value={draft.want}
        data={WANTS.filter((want) => patterns.length > 0 || !namesShift(want) || want === draft.want).map(
          (want) => ({
            value: want,
            label: t(`roster.wish.wants.${want}`),
          }),
        )}
        onChange={(event) => {
          const want = event.currentTarget.value as WishDraft['want']
          onChange({ want, pattern: namesShift(want) ? draft.pattern || (patterns[0] ?? '') : '' })
        }}
      />
      {namesShift(draft.want) && (
        <NativeSelect
          size="sm"
          label={t('roster.wish.shift')}
          value={draft.pattern}
          error={wrong.pattern ? t('roster.wish.shiftWrong') : undefined}
          data={gone ? [draft.pattern, ...patterns] : [...patterns]}
          onChange={(event) => onChange({ pattern: event.currentTarget.value })}
        />
      )}
      <WeekdaysField
        label={t('roster.wish.days')}
        description={t('roster.wish.daysHint')}
        value={[...draft.days]}
        onChange={(days) => onChange({ days })}
      />
      <TextInput
        size="sm"
        label={t('roster.wish.dates')}
        description={t('roster.wish.datesHint')}
        error={wrong.dates ? t('roster.wish.datesWrong') : undefined}
        value={draft.dates}
        onChange={(event) => onChange({ dates: event.currentTarget.value })}
      />
      <div className={classes.between}>
        <NumberInput
          size="sm"
          label={t('roster.wish.weight')}
          description={t('roster.wish.weightHint')}
          error={wrong.weight ? t('roster.wish.weightWrong') : undefined}
          step={0.5}
          value={draft.weight}
          onChange={(weight) => onChange({ weight })}
        />
        <BarButton
          plain
          bare
          aria-label={t('roster.wish.remove', { number })}
          icon={<IconX size={16} aria-hidden />}
          onClick={onRemove}
        />
      </div>
    </fieldset>
  )
}
