import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statusQuery } from '../../lib/api/get-status.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { Door } from './door.tsx'
import { ImportWizard } from './import/import-wizard.tsx'
import { SampleDoor } from './sample/sample-door.tsx'
import { Snippet } from './snippet.tsx'
import { helpdeskConfig, IMPORT, newSecret, newToken, whatsAppConfig } from './snippets.ts'
import classes from './welcome.module.css'
import './texts.ts'

/** Doors into an empty installation, and a light that says when something has come in. */
export function WelcomePage() {
  const { t } = useTranslation()
  const { data: status } = useQuery(statusQuery)
  const [token] = useState(newToken)
  const [secret] = useState(newSecret)
  return (
    <div className={classes.page}>
      <p className={classes.lead}>{t('welcome.lead')}</p>
      <Light events={status?.events ?? null} />
      <div className={classes.doors}>
        <Door title={t('welcome.whatsapp.title')} intro={t('welcome.whatsapp.intro')} kind="whatsapp">
          <li>
            {t('welcome.whatsapp.one')}
            <Snippet text={whatsAppConfig(token)} />
          </li>
          <li>
            {t('welcome.whatsapp.two')}
            <Snippet label={t('welcome.whatsapp.url')} text={`${window.location.origin}/hooks/whatsapp`} />
            <Snippet label={t('welcome.whatsapp.token')} text={token} />
          </li>
          <li>{t('welcome.whatsapp.three')}</li>
        </Door>
        <Door title={t('welcome.helpdesk.title')} intro={t('welcome.helpdesk.intro')} kind="cloudevents">
          <li>
            {t('welcome.helpdesk.one')}
            <Snippet text={helpdeskConfig(secret)} />
          </li>
          <li>
            {t('welcome.helpdesk.two')}
            <Snippet label={t('welcome.helpdesk.url')} text={`${window.location.origin}/hooks/helpdesk`} />
            <Snippet label={t('welcome.helpdesk.secret')} text={secret} />
          </li>
          <li>{t('welcome.helpdesk.three')}</li>
        </Door>
        <SampleDoor />
      </div>
      <section className={classes.wizard} aria-label={t('welcome.file.title')}>
        <h2>{t('welcome.file.title')}</h2>
        <p>{t('welcome.file.intro')}</p>
        <ImportWizard />
        <p>{t('welcome.file.run')}</p>
        <Snippet text={IMPORT} />
        <p>{t('welcome.file.check')}</p>
      </section>
    </div>
  )
}

/** Moves with the server-sent events: the status is asked again whenever the data does. Null until it is known. */
function Light({ events }: { events: number | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const on = events !== null && events > 0
  return (
    <p className={classes.light} data-on={on || undefined} role="status">
      <i aria-hidden />
      {events === null
        ? t('welcome.asking')
        : t(on ? 'welcome.arrived' : 'welcome.waiting', { formatted: format.number(events) })}
      {on && <Link to="/live">{t('welcome.toLive')}</Link>}
    </p>
  )
}
