import type { Worker } from 'node:worker_threads'
import { unavailable } from '../../errors.ts'
import { startThread } from '../../threads/start-thread.ts'
import { Turns } from '../../turns.ts'
import type { ReportDocument } from '../document.ts'

const turns = new Turns()
const MEMORY_MB = 128

/**
 * The document as PDF: tagged, with its title and language, embedded typeface, charts as vectors, text that can be selected.
 * One at a time, in a thread of its own that ends with it. Throws `unavailable` where that fails.
 */
export function renderPdf(document: ReportDocument): Promise<Uint8Array> {
  return turns.run(async () => {
    const worker = startThread(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 16 },
    })
    try {
      const drawn = answerOf(worker)
      worker.postMessage(document)
      return await drawn
    } finally {
      void worker.terminate()
    }
  })
}

function answerOf(worker: Worker): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(unavailable(`the PDF could not be drawn: ${reason}`))
    worker.once('message', resolve)
    worker.once('error', (error) => fail(error.message))
    worker.once('exit', () => fail('the thread ended'))
  })
}
