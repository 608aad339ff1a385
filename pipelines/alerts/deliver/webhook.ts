/** Signed webhooks after Standard Webhooks 1.0. */
import { createHmac } from 'node:crypto'
import { instantText } from '../../instant-text.ts'
import { signingKey } from '../../sources/cloudevents/standard-webhooks.ts'
import type { Rule } from '../rule/rule.ts'
import type { Notice } from '../state/dispatch.ts'
import { linkOf } from './message.ts'

const MOST_ALERTS = 100

/** Thin: ids, figures and a link. */
export function webhookBody(notice: Notice, id: string, rule: Rule, link: string): string {
  return JSON.stringify({
    type: `alert.${notice.kind}`,
    timestamp: instantText(notice.atMs),
    data: {
      notice: id,
      rule: notice.rule,
      name: rule.name,
      severity: rule.severity,
      labels: notice.labels,
      alerts: notice.alerts.slice(0, MOST_ALERTS).map(({ labels, value, n, sinceMs, flapping }) => ({
        labels,
        value,
        n,
        since: instantText(sinceMs),
        flapping,
      })),
      total: notice.alerts.length,
      threshold: rule.when.enter,
      reason: notice.reason,
      link: linkOf(notice, link),
    },
  })
}

/** `webhook-*` headers: one signature for each secret, so that receivers may change theirs at leisure. */
export function signedHeaders(
  body: string,
  id: string,
  nowMs: number,
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000))
  const signatures = secrets.flatMap((secret) => {
    const key = signingKey(secret)
    return key
      ? [`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`]
      : []
  })
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
