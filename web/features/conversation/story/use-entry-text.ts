import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { assertNever } from '../../../lib/assert-never.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import type { Entry } from './story.ts'

export interface EntryText {
  what: string
  detail: string
}

/** An entry in words. */
export function useEntryText(): (entry: Entry) => EntryText {
  const { t } = useTranslation()
  const format = useFormat()
  const catalog = useCatalog()
  const duration = (seconds: number | null) =>
    seconds === null ? t('value.missing') : format.duration(seconds)
  const target = (id: string) => catalog.valueLabel('target', id)
  const parts = (...all: (string | false | null)[]) => all.filter(Boolean).join(', ')
  return (entry) => {
    switch (entry.kind) {
      case 'message':
        return {
          what: t(entry.inbound ? 'talk.entry.received' : 'talk.entry.sent', {
            actor: t(`talk.actor.${entry.actor}`),
          }),
          detail: parts(
            entry.content && catalog.valueLabel('content_kind', entry.content),
            entry.length !== null && t('talk.characters', { count: entry.length }),
            entry.actorId,
            entry.failed && t('talk.failed'),
          ),
        }
      case 'status':
        return {
          what: t('talk.entry.status', { status: catalog.valueLabel('status', entry.status) }),
          detail: parts(entry.team, entry.assignee),
        }
      case 'answered':
        return {
          what: t('talk.entry.answered', { time: duration(entry.waitedS) }),
          detail: entry.businessS === null ? '' : t('talk.business', { time: duration(entry.businessS) }),
        }
      case 'due':
        return { what: t('talk.entry.due', { target: target(entry.target) }), detail: '' }
      case 'breached':
        return { what: t('talk.entry.breached', { target: target(entry.target) }), detail: '' }
      case 'stopped':
        return {
          what: t(entry.state === 'met' ? 'talk.entry.met' : 'talk.entry.stopped', {
            target: target(entry.target),
          }),
          detail: parts(
            entry.elapsedS !== null && t('talk.elapsed', { time: duration(entry.elapsedS) }),
            (entry.pausedS ?? 0) > 0 && t('talk.pausedFor', { time: duration(entry.pausedS) }),
          ),
        }
      case 'handoff':
        return {
          what: t('talk.entry.handoff'),
          detail: entry.waitedS === null ? '' : t('talk.toHuman', { time: duration(entry.waitedS) }),
        }
      case 'rating':
        return {
          what: t('talk.entry.rating'),
          detail: entry.score === null ? '' : format.percent(entry.score),
        }
      case 'call':
        return {
          what: t(entry.answered ? 'talk.entry.call' : 'talk.entry.missed'),
          detail: entry.lastedS === null ? '' : duration(entry.lastedS),
        }
      default:
        return assertNever(entry)
    }
  }
}
