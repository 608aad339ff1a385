import { whatsAppIdentifier } from '../customer-id.ts'
import { type Dict, dict, list, text } from '../json-body.ts'
import { eachOf, type Problem } from '../problem.ts'
import type { Line } from './line.ts'
import { recordMessage } from './message-record.ts'
import { APP_AGENT } from './messages.ts'
import { completed } from './parties.ts'
import { type Person, personOf } from './person.ts'

/** Backfill of what may have been delivered live: the live message wins. */
const HISTORY_RANK = 50

/** One chunk of `history[]`: threads of both sides, under the keys of live messages. Returns the problems found. */
export function mapHistory(line: Line, chunk: Dict): readonly string[] {
  const errors = list(chunk.errors)
  if (!errors) {
    return eachOf(chunk.threads, 'threads', dict, (thread) => {
      const customer = threadCustomer(line, thread)
      return eachOf(thread.messages, 'messages', dict, (message) =>
        mapHistoryMessage(line, message, customer),
      )
    })
  }
  for (const error of errors) line.found.unmapped('history_error', `code-${text(dict(error)?.code)}`)
  return []
}

function mapHistoryMessage(line: Line, message: Dict, customer: Person): Problem {
  const outbound = isFromBusiness(line, message, customer)
  return recordMessage(line, message, {
    direction: outbound ? 'outbound' : 'inbound',
    person: customer,
    actorType: outbound ? 'agent' : 'customer',
    actorId: outbound ? APP_AGENT : null,
    sourceRank: HISTORY_RANK,
    attrs: { via: 'history' },
  })
}

function threadCustomer(line: Line, thread: Dict): Person {
  const context = dict(thread.context)
  return completed(
    line,
    personOf(context?.parent_user_id, context?.user_id, text(thread.id) ?? context?.wa_id),
  )
}

function isFromBusiness(line: Line, message: Dict, customer: Person): boolean {
  const told = dict(message.history_context)?.from_me
  if (typeof told === 'boolean') return told
  const from = text(message.from)
  if (from === null) return text(message.from_user_id) === null
  const sender = whatsAppIdentifier(from)
  return sender === line.ownNumber || sender !== customer.phone
}
