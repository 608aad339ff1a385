import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Alerts } from '../../../pipelines/alerts/run.ts'
import { Forecasts } from '../../../pipelines/forecast/service/forecasts.ts'
import { openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { Reports } from '../../../pipelines/reports/delivery/reports.ts'
import { createApp } from '../../../server/app.ts'
import { runForwarded } from '../../../server/cli/engine-commands.ts'
import { openLive } from '../../../server/live.ts'
import type { LogFields } from '../../../server/log.ts'
import type { App } from '../../../server/routes/route.ts'
import { Sample } from '../../../server/sample/sample.ts'
import { openedOnce } from '../opened-once.ts'

export const APP_SECRET = 'not-a-real-secret'
export const VERIFY_TOKEN = 'gauge'
export const TOKEN = 't'.repeat(43)
/** What the clock of every opened folder says. */
export const NOW = new Date('2026-03-04T12:00:00Z')

const CONFIG = `
sources:
  - name: inbox
    kind: whatsapp
    settings:
      app_secret: ${APP_SECRET}
      verify_token: ${VERIFY_TOKEN}
      phone_numbers: ['100200300']
`

export interface TestFolder {
  dataDir: string
  pegel: Pegel
  alerts: Alerts
  sample: Sample
  app: App
  /** What was logged, as events with their fields. */
  logged: { level: string; event: string; fields: LogFields }[]
  close(): Promise<void>
}

/** A data folder in a temporary place with one WhatsApp connection named `inbox`, and the app over it. */
export async function openFolder(config = CONFIG): Promise<TestFolder> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pegel-'))
  writeFileSync(join(dataDir, 'pegel.yml'), config)
  await openedOnce(dataDir, NOW)
  const pegel = await openPegel({ dataDir, background: false, now: () => NOW })
  const live = openLive(pegel)
  const logged: TestFolder['logged'] = []
  const alerts = await Alerts.open(pegel)
  const forecasts = new Forecasts(pegel, { threads: 1 })
  const log = (level: string, event: string, fields: LogFields = {}) => {
    logged.push({ level, event, fields })
  }
  const sample = new Sample(pegel, log)
  const app = createApp({
    pegel,
    alerts,
    forecasts,
    reports: new Reports(pegel),
    sample,
    live,
    log,
    version: '0.0.0',
    closing: () => false,
    command: { token: TOKEN, run: (argv, io) => runForwarded(pegel, argv, io) },
    webDir: join(dataDir, 'no-pages'),
  })
  return {
    dataDir,
    pegel,
    alerts,
    sample,
    app,
    logged,
    async close() {
      live.close()
      await sample.stop()
      await forecasts.stop()
      await pegel.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** A text of a customer as the Cloud API delivers it. */
export function textDelivery(
  id: string,
  at: string,
  customer = '491700000001',
  phoneNumber = '100200300',
): string {
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '900',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '4930000000', phone_number_id: phoneNumber },
              contacts: [{ profile: { name: 'A customer' }, wa_id: customer }],
              messages: [
                {
                  from: customer,
                  id: `wamid.${id}`,
                  timestamp: String(Date.parse(at) / 1000),
                  type: 'text',
                  text: { body: 'Where is my parcel?' },
                },
              ],
            },
          },
        ],
      },
    ],
  })
}

export function signature(body: string | Uint8Array<ArrayBuffer>, secret = APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** Sends a signed delivery to the webhook of `inbox`. */
export function deliver(
  app: App,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const signed = { 'content-type': 'application/json', 'x-hub-signature-256': signature(body), ...headers }
  return Promise.resolve(app.request('/hooks/inbox', { method: 'POST', headers: signed, body }))
}

/** Posts JSON as a page of ours would. */
export function post(
  app: App,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const init = { 'content-type': 'application/json', host: 'localhost:3000', ...headers }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return Promise.resolve(
    app.request(`http://localhost:3000${path}`, { method: 'POST', headers: init, body: text }),
  )
}
