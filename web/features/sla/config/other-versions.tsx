import { useTranslation } from 'react-i18next'
import { useNow } from '../../../lib/clock.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import classes from './config.module.css'
import type { Kind, Stated } from './get-config.ts'

interface OtherVersionsProps {
  kind: Kind
  records: readonly Stated<{ name?: string | undefined } | null>[]
}

/** What is planned, and what was withdrawn and can be taken up again. */
export function OtherVersions({ kind, records }: OtherVersionsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const set = useSetSearch()
  const now = useNow()
  const others = records.filter(({ state }) => state === 'planned' || state === 'withdrawn')
  if (others.length === 0) return null
  const say = ({ id, validFrom, body }: (typeof others)[number]) => {
    const time = validFrom === null ? t('sla.version.always') : format.instant(validFrom, 'dateTime')
    const name = body?.name ?? id
    if (body !== null) return t('sla.other.planned', { name, time })
    return t(validFrom !== null && Date.parse(validFrom) > now ? 'sla.other.ends' : 'sla.other.withdrawn', {
      name,
      time,
    })
  }
  return (
    <ul className={classes.others}>
      {others.map((record) => (
        <li key={`${record.id} ${record.version}`}>
          {say(record)}{' '}
          <button type="button" onClick={() => set({ edit: `${kind}:${record.id}` })}>
            {t('sla.other.open')}
          </button>
        </li>
      ))}
    </ul>
  )
}
