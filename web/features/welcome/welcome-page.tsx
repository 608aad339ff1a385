import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statusQuery } from '../../lib/api/get-status.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { Door } from './door.tsx'
import { ImportWizard } from './import/import-wizard.tsx'
import { Snippet } from './snippet.tsx'
import { helpdeskConfig, IMPORT, newSecret, newToken, SAMPLE, whatsAppConfig } from './snippets.ts'
import classes from './welcome.module.css'
import './texts.ts'

/** Doors into an empty installation, and a light that says when something has come in. */
export function WelcomePage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: status, isLoading } = useQuery(statusQuery)
  const events = status?.events ?? 0
  const [token] = useState(newToken)
  const [secret] = useState(newSecret)
  return (
    <div className={`${classes.page} pg-in-order`}>
      {isLoading ? (
        <p className={classes.lead} data-holds aria-busy />
      ) : (
        <>
          <p className={classes.lead}>
            {events > 0 ? t('welcome.leadFull', { formatted: format.number(events) }) : t('welcome.lead')}
          </p>
          <Light on={events > 0} />
        </>
      )}
      <div className={`${classes.doors} pg-in-order`}>
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
        <Door title={t('welcome.sample.title')} intro={t('welcome.sample.intro')}>
          <li>
            {t('welcome.sample.run')}
            <Snippet text={SAMPLE} />
          </li>
          <li>{t('welcome.sample.check')}</li>
        </Door>
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

/** Moves with the server-sent events: the status is asked again whenever the data does. */
function Light({ on }: { on: boolean }) {
  const { t } = useTranslation()
  return (
    <p className={classes.light} data-on={on || undefined} role="status">
      <i aria-hidden />
      {t(on ? 'welcome.arrived' : 'welcome.waiting')}
      {on && <Link to="/live">{t('welcome.toLive')}</Link>}
    </p>
  )
}
