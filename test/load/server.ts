import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ENTRY = fileURLToPath(new URL('../../server/cli/pegel.cjs', import.meta.url))

export interface RunningServer {
  address: string
  pid: number
  /** Seconds from the start of the process to its ready line. */
  readyS: number
  /** Sends the signal and resolves when the process is gone. */
  stop(signal: NodeJS.Signals): Promise<void>
}

/** Starts `pegel serve` on a folder and a free port, its log on our standard error when it says more than hello. */
export async function startServer(dataDir: string): Promise<RunningServer> {
  const began = performance.now()
  const child = spawn(process.execPath, [ENTRY, 'serve', '--port', '0', '--data', dataDir])
  const ended = once(child, 'close')
  child.stderr.on('data', (lines: Buffer) => {
    if (!lines.includes('"level":"info"')) process.stderr.write(lines)
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += chunk
    const [, address] = /^Pegel is ready at (\S+)\n/.exec(said) ?? []
    if (address === undefined) continue
    return {
      address,
      pid: child.pid ?? 0,
      readyS: (performance.now() - began) / 1000,
      async stop(signal) {
        child.kill(signal)
        await ended
      },
    }
  }
  throw new Error(`The server ended without a ready line: ${said}`)
}
