import type { Writer } from '../engine/port.ts'
import { instantText } from '../instant-text.ts'

/**
 * Drops what was over before an instant: turns, notices, deliveries and attempts. What alerts remember stays, and so do what waits
 * to be sent, with its notice, and the beginnings of incidents that go on.
 */
export async function forgetBefore(tx: Writer, sinceMs: number): Promise<void> {
  const since = instantText(sinceMs)
  await tx.run(
    `delete from alert_turn as old
     where happened_at < $1::timestamp and (turn <> 'fired' or exists (
       select 1 from alert_turn as later
       where later.rule = old.rule and later.alert = old.alert and later.turn = 'resolved' and later.happened_at > old.happened_at))`,
    [since],
  )
  await tx.run(`delete from alert_delivery where state <> 'waiting' and created_at < $1::timestamp`, [since])
  await tx.run(
    'delete from alert_notice where happened_at < $1::timestamp and notice not in (select notice from alert_delivery)',
    [since],
  )
  await tx.run('delete from alert_attempt where delivery not in (select delivery from alert_delivery)')
}
