/** Draws in a thread of its own: a page takes hundreds of milliseconds that no request may wait for. */
import { parentPort } from 'node:worker_threads'
import type { ReportDocument } from '../document.ts'
import { drawReport } from './draw.ts'

parentPort?.once('message', async (document: ReportDocument) => {
  const bytes = await drawReport(document)
  parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer])
})
