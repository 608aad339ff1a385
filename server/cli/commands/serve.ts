import { once } from 'node:events'
import { InvalidArgumentError } from 'commander'
import { logTo } from '../../log.ts'
import { requireLoopbackHost } from '../../loopback.ts'
import type { PlainCommand } from '../command.ts'
import { runForwarded } from '../engine-commands.ts'
import { EXIT } from '../io.ts'

interface ServeOptions {
  host: string
  port: number
  demo?: boolean
}

/** Longest time that closing may take before the process gives up on being orderly. */
const CLOSE_MS = 9_000

/** `serve`: prints one line with the address once it answers, and runs until it is told to stop. */
export const serveCommand: PlainCommand<ServeOptions> = {
  name: 'serve',
  summary: 'serve pages, API and webhooks of a data folder',
  needs: 'nothing',
  define(command) {
    command
      .option('--port <port>', 'port; 0 takes a free one', port, 3000)
      .option('--host <host>', 'loopback address to bind to', '127.0.0.1')
      .option('--demo', 'go on emitting events of the sample company')
  },
  async run({ options }, io) {
    requireLoopbackHost(options.host)
    const log = logTo({ write: (line) => io.err(line) })
    const [{ openPegel }, { serve }, { startDemo }] = await Promise.all([
      import('../../../pipelines/pegel.ts'),
      import('../../serve.ts'),
      import('../../demo.ts'),
    ])
    const pegel = await openPegel({
      dataDir: options.data,
      background: true,
      onNotice: ({ level, message }) => log(level, 'data folder', { detail: message }),
    })
    try {
      const { host, port: wanted } = options
      const run = (open: typeof pegel) => (argv: readonly string[], at: typeof io) =>
        runForwarded(open, argv, at)
      const serving = await serve(pegel, { host, port: wanted, log, run })
      if (options.demo) startDemo(pegel, log, io.signal)
      await io.out(`Pegel is ready at ${serving.address}\n`)
      if (!io.signal.aborted) await once(io.signal, 'abort')
      setTimeout(() => process.exit(EXIT.failed), CLOSE_MS).unref()
      await serving.close()
    } finally {
      await pegel.close()
    }
    return EXIT.done
  },
}

function port(text: string): number {
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.')
  return number
}
