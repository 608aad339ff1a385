import { IconAlertTriangle, IconCircleFilled, IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dropdown } from '../../components/ui/dropdown/dropdown.tsx'
import { sourcesQuery } from '../../lib/api/get-sources.ts'
import { useLiveState } from '../../lib/api/live-events.ts'
import { useSecond } from '../../lib/clock.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { GIVEN_UP_AFTER_S, silentSources } from '../../lib/freshness.ts'
import classes from './freshness.module.css'
import { SourceTable } from './source-table.tsx'

const ICONS = { fresh: IconCircleFilled, silent: IconAlertTriangle, lost: IconPlugConnectedX } as const

/** How old the newest event is, and in amber which source has gone silent or that the line is down. */
export function Freshness() {
  const { t } = useTranslation()
  const { tone, text } = useFreshness()
  const sources = (useQuery(sourcesQuery).data ?? []).filter(
    ({ configured, events }) => configured || events > 0,
  )
  const [open, setOpen] = useState(false)
  const Icon = ICONS[tone]
  return (
    <span className={classes.fresh} data-tone={tone}>
      <Dropdown
        open={open}
        onOpen={setOpen}
        bare
        plain
        label={t('fresh.label')}
        buttonLabel={`${t('fresh.label')}: ${text}`}
        button={
          <span key={text} className={classes.text}>
            {text}
          </span>
        }
        icon={
          <span className={classes.icon}>
            <Icon size={tone === 'fresh' ? 8 : 16} aria-hidden />
          </span>
        }
      >
        {() => <SourceTable sources={sources} />}
      </Dropdown>
    </span>
  )
}

function useFreshness(): { tone: keyof typeof ICONS; text: string } {
  const { t } = useTranslation()
  const format = useFormat()
  const { connected, lostAt, notice } = useLiveState()
  const second = useSecond()
  const silent = silentSources(useQuery(sourcesQuery).data ?? [], second)
  const [longest] = silent
  if (lostAt !== null)
    return { tone: 'lost', text: t('fresh.lost', { time: format.instant(lostAt, 'timeSeconds') }) }
  if (longest) {
    const values = {
      count: silent.length,
      names: longest.name,
      age: format.duration(Math.round(longest.silentS / 60) * 60),
    }
    return { tone: 'silent', text: t('fresh.silent', values) }
  }
  if (!notice?.lastEventAt)
    return { tone: 'fresh', text: t(connected && notice ? 'fresh.never' : 'fresh.connecting') }
  const age = Math.max(0, Math.round((second - Date.parse(notice.lastEventAt)) / 1000))
  return {
    tone: age > GIVEN_UP_AFTER_S ? 'silent' : 'fresh',
    text: age < 2 ? t('fresh.now') : t('fresh.ago', { age: format.duration(age) }),
  }
}
