import { invalid, notFound } from '../../errors.ts'
import { readBook, type Stated } from '../book.ts'
import type { Endpoint } from '../rule/endpoint.ts'
import type { Alerts } from '../run.ts'
import { writeNotice } from '../store.ts'

export interface EndpointView {
  id: string
  version: number
  body: Endpoint
  /** Whether it has what it needs to be reached: a secret, an address, a mail server. */
  ready: boolean
  failingSince: string | null
  disabledAt: string | null
  reason: string | null
}

export async function listEndpoints(alerts: Alerts): Promise<EndpointView[]> {
  const { pegel, secrets } = alerts
  const { endpoints } = await readBook(pegel.engine, pegel.now().getTime())
  const rows = await pegel.engine.rows<{
    endpoint: string
    failing_since: string | null
    disabled_at: string | null
    reason: string | null
  }>('select * from alert_endpoint')
  return endpoints.map(({ id, version, body }) => {
    const state = rows.find((row) => row.endpoint === id)
    const held = secrets.of(id)
    const ready = {
      webhook: held.secrets.length > 0,
      slack: held.url !== null,
      teams: held.url !== null,
      email: pegel.config.mail !== undefined,
    }[body.type]
    return {
      id,
      version,
      body,
      ready,
      failingSince: state?.failing_since ?? null,
      disabledAt: state?.disabled_at ?? null,
      reason: state?.reason ?? null,
    }
  })
}

/** A new signing secret, shown this once; the former one signs along for a day. Throws `not_found`, `invalid`. */
export async function rotateSecret(alerts: Alerts, id: string): Promise<{ secret: string }> {
  const { body } = await endpointOf(alerts, id)
  if (body.type !== 'webhook') throw invalid(`${id} signs nothing`, { id: 'only webhooks have secrets' })
  return { secret: alerts.secrets.rotate(id, alerts.pegel.now().getTime()) }
}

/** Keeps the address of a Slack or Teams endpoint, which is a credential. Throws `not_found`, `invalid`. */
export async function keepAddress(alerts: Alerts, id: string, url: string): Promise<{ ready: true }> {
  const { body } = await endpointOf(alerts, id)
  if (body.type !== 'slack' && body.type !== 'teams') {
    throw invalid(`the address of ${id} is in its configuration`, { url: 'only for Slack and Teams' })
  }
  alerts.secrets.keepUrl(id, url)
  return { ready: true }
}

/** Tries again an endpoint that was given up. Throws `not_found`. */
export async function enableEndpoint(alerts: Alerts, id: string): Promise<{ id: string }> {
  await endpointOf(alerts, id)
  await alerts.pegel.engine.write((tx) => tx.run('delete from alert_endpoint where endpoint = $1', [id]))
  return { id }
}

/** Puts a trial notice for one endpoint into the outbox. Throws `not_found`. */
export async function testEndpoint(alerts: Alerts, id: string): Promise<{ notice: string }> {
  await endpointOf(alerts, id)
  const atMs = alerts.pegel.now().getTime()
  const notice = {
    rule: 'test',
    kind: 'test' as const,
    labels: { endpoint: id },
    atMs,
    alerts: [],
    reason: null,
  }
  return { notice: await alerts.pegel.engine.write((tx) => writeNotice(tx, notice, [id])) }
}

async function endpointOf({ pegel }: Alerts, id: string): Promise<Stated<Endpoint>> {
  const { endpoints } = await readBook(pegel.engine, pegel.now().getTime())
  const found = endpoints.find((one) => one.id === id)
  if (!found) throw notFound(`there is no endpoint ${id}`)
  return found
}
