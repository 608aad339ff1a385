import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { QueryState } from '../../components/ui/query-state.tsx'
import { Section } from '../../components/ui/section.tsx'
import { useFormat } from '../../lib/format/use-format.ts'
import { archiveQuery } from './get-recipients.ts'
import classes from './reports.module.css'

/** What went out, each with the file it can be drawn as again. */
export function Archive() {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useQuery(archiveQuery)
  return (
    <Section title={t('reports.archive.title')} note={t('reports.archive.note')}>
      <QueryState query={query} skeleton={80}>
        {(mails) =>
          mails.length === 0 ? (
            <p className={classes.quiet}>{t('reports.archive.none')}</p>
          ) : (
            <div className={classes.scroll}>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('reports.archive.when')}</th>
                    <th scope="col">{t('reports.archive.who')}</th>
                    <th scope="col">{t('reports.archive.week')}</th>
                    <th scope="col">{t('reports.archive.state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {mails.map((mail) => (
                    <tr key={mail.mail}>
                      <td>{format.instant(mail.lastAt ?? mail.createdAt, 'dateTime')}</td>
                      <td>
                        {mail.name}
                        <br />
                        <span className={classes.quiet}>{mail.address}</span>
                      </td>
                      <td>
                        <a
                          href={`/api/v1/reports/archive/${encodeURIComponent(mail.mail)}/pdf`}
                          aria-label={t('reports.archive.open', { subject: mail.subject, name: mail.name })}
                        >
                          {mail.period}
                        </a>
                      </td>
                      <td data-state={mail.state}>
                        {t(`reports.archive.states.${mail.state}`)}
                        {!mail.scheduled && ` · ${t('reports.archive.byHand')}`}
                        {mail.reason && (
                          <>
                            <br />
                            <span className={classes.quiet}>{mail.reason}</span>
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </QueryState>
    </Section>
  )
}
