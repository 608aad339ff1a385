import type { Pegel, VersionNotice } from '../pipelines/pegel.ts'

/** Fans the data version out to every open page: one listener, one encoding a notice, however many read it. */
export interface Live {
  /** A stream of server-sent events; `lastEventId` is what a reconnecting reader saw last. */
  open(lastEventId: string | undefined): ReadableStream<Uint8Array>
  readonly readers: number
  /** Ends every stream, so that the server can close. */
  close(): void
}

const HEARTBEAT_MS = 15_000
const encode = (text: string) => new TextEncoder().encode(text)
const BEAT = encode(': still here\n\n')

interface Reader {
  controller: ReadableStreamDefaultController<Uint8Array>
  /** The reader was too slow for the newest notice and gets the one that is newest when there is room. */
  behind: boolean
}

export function openLive(pegel: Pick<Pegel, 'dataVersion' | 'asOf' | 'lastEventAt' | 'onVersion'>): Live {
  const readers = new Set<Reader>()
  let newest = chunkOf(pegel)
  const send = (reader: Reader, chunk: Uint8Array) => {
    if ((reader.controller.desiredSize ?? 0) > 0) reader.controller.enqueue(chunk)
    else reader.behind = true
  }
  const quit = pegel.onVersion((notice) => {
    newest = chunkOf(notice)
    for (const reader of readers) send(reader, newest)
  })
  const beat = setInterval(() => {
    for (const reader of readers) {
      if ((reader.controller.desiredSize ?? 0) > 0) reader.controller.enqueue(BEAT)
    }
  }, HEARTBEAT_MS)
  beat.unref()

  return {
    open(lastEventId) {
      let reader: Reader
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            reader = { controller, behind: false }
            readers.add(reader)
            controller.enqueue(encode('retry: 2000\n\n'))
            if (lastEventId !== String(pegel.dataVersion)) controller.enqueue(newest)
          },
          pull() {
            if (!reader.behind) return
            reader.behind = false
            reader.controller.enqueue(newest)
          },
          cancel() {
            readers.delete(reader)
          },
        },
        { highWaterMark: 8 },
      )
    },
    get readers() {
      return readers.size
    },
    close() {
      quit()
      clearInterval(beat)
      for (const { controller } of readers) controller.close()
      readers.clear()
    },
  }
}

function chunkOf({ dataVersion, asOf, lastEventAt }: VersionNotice): Uint8Array {
  return encode(
    `id: ${dataVersion}\nevent: version\ndata: ${JSON.stringify({ dataVersion, asOf, lastEventAt })}\n\n`,
  )
}
