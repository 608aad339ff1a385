import type { CanonicalEvent } from '../events/event.ts'

/** One webhook body as the journal keeps it. */
export interface Delivery {
  source: string
  account: string | null
  /** Lower-case names; only those that the source's `keepHeaders` lists. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  receivedAt: string
}

/** A delivery whose body has been parsed already: a line of a file. */
export interface ParsedDelivery extends Omit<Delivery, 'body'> {
  value: unknown
}

/** What a source may use while mapping. */
export interface MapContext {
  /** HMAC of a normalised customer identifier: same person, same pseudonym; 22 URL-safe characters. */
  pseudonym(identifier: string): string
  /** Settings of this connection as the configuration states them (already parsed by the source's schema). */
  settings: unknown
}

export interface MapResult {
  events: CanonicalEvent[]
  /** Kinds seen and kept but not mapped (unknown webhook field, unknown message type), with how often. */
  unmapped: Readonly<Record<string, number>>
  /** Parts that could not be mapped, each with its reason; the delivery goes to the dead letters when there is one. */
  failures: readonly string[]
}

/** One folder a system, one shape. */
export interface Source {
  kind: string
  keepHeaders: readonly string[]
  /** Parses this kind's part of the configuration; throws a ZodError. */
  parseSettings(input: unknown): unknown
  /** Whether the delivery is signed by someone who holds a current secret. Sees the raw bytes. */
  verify(request: { headers: Readonly<Record<string, string>>; body: Uint8Array }, settings: unknown): boolean
  /** Answers a set-up handshake (GET or OPTIONS), or null where the request is none. */
  handshake?(
    request: { method: string; query: URLSearchParams; headers: Readonly<Record<string, string>> },
    settings: unknown,
  ): { status: number; headers: Record<string, string>; body: string } | null
  /** Pure: bytes in, events out. Never throws for bad input: says so in `failures`. */
  map(delivery: Delivery, context: MapContext): MapResult
  /** What `map` makes of the delivery whose body is the JSON text of `value`, spared from being parsed again. */
  mapParsed?(delivery: ParsedDelivery, context: MapContext): MapResult
}
