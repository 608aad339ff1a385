import { Radio, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../../lib/clock.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { dateText, wallOf } from '../../../lib/time/zone.ts'
import classes from './config.module.css'
import { startsAt, type When } from './when.ts'

interface ValidFromProps {
  when: When
  error: string | undefined
  onWhen: (when: When) => void
}

/** From when a version is to hold, with what that does to the past. */
export function ValidFrom({ when, error, onWhen }: ValidFromProps) {
  const { t } = useTranslation()
  const { zone } = useView()
  const now = useNow()
  const at = startsAt(when, zone)
  const past = at === null || (typeof at === 'string' && at !== 'unreadable' && Date.parse(at) < now)
  const choose = (value: string) =>
    onWhen(
      value === 'instant'
        ? { at: 'instant', text: `${dateText(wallOf(now, zone))}T00:00` }
        : { at: value === 'ever' ? 'ever' : 'now' },
    )
  return (
    <fieldset className={classes.group}>
      <legend>{t('sla.form.validFrom')}</legend>
      <Radio.Group value={when.at} onChange={choose} aria-label={t('sla.form.validFrom')}>
        <div className={classes.line}>
          <Radio size="xs" value="now" label={t('sla.form.fromNow')} />
          <Radio size="xs" value="instant" label={t('sla.form.fromInstant')} />
          <Radio size="xs" value="ever" label={t('sla.form.fromEver')} />
        </div>
      </Radio.Group>
      {when.at === 'instant' && (
        <TextInput
          size="xs"
          type="datetime-local"
          className={classes.instant}
          label={t('sla.form.instantIn', { zone })}
          value={when.text}
          error={at === 'unreadable' ? t('sla.form.noInstant') : error}
          onChange={(event) => onWhen({ at: 'instant', text: event.currentTarget.value })}
        />
      )}
      <p className={classes.quiet}>
        {t(past ? 'sla.form.backdated' : when.at === 'now' ? 'sla.form.nowHint' : 'sla.form.plannedHint')}
      </p>
    </fieldset>
  )
}
