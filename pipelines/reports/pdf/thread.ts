/** Draws in a thread of its own: a page takes hundreds of milliseconds that no request may wait for. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ReportDocument } from '../document.ts'
import { drawReport } from './draw.ts'

const bytes = await drawReport(workerData as ReportDocument)
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer])
