import type { Dict } from '../json-body.ts'
import type { Problem } from '../problem.ts'
import type { Line } from './line.ts'
import { recordMessage } from './message-record.ts'
import { addresseeOf, senderOf } from './parties.ts'
import { recordSystemNotice } from './system.ts'

const LIVE_RANK = 20
/** An echo knows that a person wrote, not who: a source that names the agent of the same message wins. */
const ECHO_RANK = 30

/** Stands for whoever of the team wrote on the phone app; WhatsApp does not tell. */
export const APP_AGENT = 'business_app'

/** `messages[]`: what customers sent. */
export function mapMessage(line: Line, message: Dict): Problem {
  if (message.type === 'system') return recordSystemNotice(line, message)
  return recordMessage(line, message, {
    direction: 'inbound',
    person: senderOf(line, message),
    actorType: 'customer',
    actorId: null,
    sourceRank: LIVE_RANK,
    attrs: {},
  })
}

/** `message_echoes[]`: what the team sent from the WhatsApp Business app on a number in coexistence. */
export function mapEcho(line: Line, message: Dict): Problem {
  return recordMessage(line, message, {
    direction: 'outbound',
    person: addresseeOf(line, message),
    actorType: 'agent',
    actorId: APP_AGENT,
    sourceRank: ECHO_RANK,
    attrs: { via: 'business_app' },
  })
}
