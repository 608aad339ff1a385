import type { CanonicalEvent } from '../events/event.ts'
import type { MapResult } from './source.ts'

const WORD = /^[A-Za-z][A-Za-z0-9_.-]{0,39}$/

/** Kinds told apart; a body of invented words must not become as many counters. */
const MOST_KINDS = 50

/** Shared by all deliveries that leave nothing unmapped, which is nearly every one. */
const NOTHING: Record<string, number> = Object.freeze({})

/** What mapping one delivery has brought to light so far. */
export class Findings {
  readonly events: CanonicalEvent[] = []
  #unmapped = NOTHING
  #kinds = 0
  readonly #failures: string[] = []

  /** Counts something kept but not mapped; `word` is the sender's and is counted only where it looks like a word. */
  unmapped(kind: string, word?: unknown): void {
    const key = word === undefined ? kind : `${kind}:${plainWord(word) ?? '?'}`
    const isNew = this.#unmapped[key] === undefined
    this.#count(isNew && this.#kinds >= MOST_KINDS ? 'other' : key)
  }

  #count(key: string): void {
    if (this.#unmapped === NOTHING) this.#unmapped = {}
    const before = this.#unmapped[key]
    if (before === undefined) this.#kinds += 1
    this.#unmapped[key] = (before ?? 0) + 1
  }

  /** Notes a part that cannot be mapped, as `<path>: <reason>`. It never tells the value: values may be personal. */
  fail(problem: string): void {
    this.#failures.push(problem)
  }

  /** Whether nothing at all has been found yet. */
  get isEmpty(): boolean {
    return this.events.length === 0 && this.#failures.length === 0 && this.#kinds === 0
  }

  result(): MapResult {
    return { events: this.events, unmapped: this.#unmapped, failures: this.#failures }
  }
}

/** A vendor's own word (type, status, event name), or null for anything that may be more than a word. */
export function plainWord(value: unknown): string | null {
  return typeof value === 'string' && WORD.test(value) ? value : null
}
