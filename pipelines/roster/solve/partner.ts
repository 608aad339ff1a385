/** Two searches for one roster, on a core each, tell each other what they found. Both block their threads, so words are fetched. */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { Column } from './master.ts'
import type { Tour } from './tours.ts'

export type Word =
  /** A better roster. */
  | { kind: 'roster'; tours: Tour[]; cost: number }
  /** Tours from which the relaxation is nearly what it can be. */
  | { kind: 'columns'; columns: Column[] }
  | { kind: 'over' }

export interface Partner {
  tell(word: Word): void
  /** What has come since the last time. */
  hear(): Word[]
}

export const ALONE: Partner = { tell: () => {}, hear: () => [] }

export function partnerAt(port: MessagePort): Partner {
  return {
    tell: (word) => port.postMessage(word),
    hear() {
      const words: Word[] = []
      for (;;) {
        const got = receiveMessageOnPort(port)
        if (!got) return words
        words.push(got.message as Word)
      }
    },
  }
}
