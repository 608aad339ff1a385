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
  return turns.run(
    () =>
      new Promise<Uint8Array>((resolve, reject) => {
        const worker = startThread(new URL('./thread.ts', import.meta.url), {
          workerData: document,
          resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 16 },
        })
        const fail = (reason: string) => reject(unavailable(`the PDF could not be drawn: ${reason}`))
        worker.once('message', (bytes: Uint8Array) => {
          resolve(bytes)
          void worker.terminate()
        })
        worker.once('error', (error) => fail(error.message))
        worker.once('exit', () => fail('the thread ended'))
      }),
  )
}
