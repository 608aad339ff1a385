import { useTranslation } from 'react-i18next'
import { Section } from '../../../components/ui/section.tsx'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { cellText } from '../../../lib/format/cell-text.ts'
import { columnLabel } from '../../../lib/format/column-label.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import type { Fields } from '../fields.ts'
import classes from './facts.module.css'
import { GROUPS } from './groups.ts'

/** Everything that the ticket fact says of the conversation. */
export function Facts({ ticket }: { ticket: Fields }) {
  const { t } = useTranslation()
  const format = useFormat()
  const catalog = useCatalog()
  return (
    <Section title={t('talk.facts')}>
      <div className={classes.groups}>
        {GROUPS.map(({ id, fields }) => (
          <table key={id} className={classes.table}>
            <caption>{t(`talk.group.${id}`)}</caption>
            <tbody>
              {fields.map((name) => (
                <tr key={name}>
                  <th scope="row">{columnLabel(name, { catalog, t })}</th>
                  <td>{cellText(ticket[name], name, { format, catalog, t })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </Section>
  )
}
