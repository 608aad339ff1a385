import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Starts the module, `new URL('./thread.ts', import.meta.url)`, in a thread of its own. */
export function startThread(module: URL, options: Omit<WorkerOptions, 'argv' | 'execArgv'> = {}): Worker {
  return new Worker(new URL('./thread.mjs', import.meta.url), {
    ...options,
    argv: [module.href],
    execArgv: [],
  })
}
