import { useTranslation } from 'react-i18next'
import { Section } from '../../../components/ui/section.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './story.module.css'
import type { Entry } from './story.ts'
import { useEntryText } from './use-entry-text.ts'

/** What happened, line by line. */
export function StoryTable({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const textOf = useEntryText()
  return (
    <Section title={t('talk.story')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('explore.time')}</th>
            <th scope="col">{t('talk.what')}</th>
            <th scope="col">{t('talk.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => {
            const { what, detail } = textOf(entry)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike in everything
              <tr key={index} data-kind={entry.kind}>
                <td>{format.instant(entry.at, 'dateTime')}</td>
                <td>{what}</td>
                <td>{detail}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Section>
  )
}
