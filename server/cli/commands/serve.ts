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
    const [{ openPegel }, { serve }, { playDemo, readDemo }] = await Promise.all([
      import('../../../pipelines/pegel.ts'),
      import('../../serve.ts'),
      import('../../sample/demo.ts'),
    ])
    const demo = options.demo ? readDemo(options.data) : null
    const broken = new AbortController()
    const over = AbortSignal.any([io.signal, broken.signal])
    const pegel = await openPegel({
      dataDir: options.data,
      background: true,
      onNotice: ({ level, message }) => log(level, 'data folder', { detail: message }),
      onFatal: () => broken.abort(),
    })
    try {
      const { host, port: wanted } = options
      const run = (open: typeof pegel) => (argv: readonly string[], at: typeof io) =>
        runForwarded(open, argv, at)
      const serving = await serve(pegel, { host, port: wanted, log, run })
      if (demo) void playDemo(pegel, demo, log, over)
      await io.out(`Pegel is ready at ${serving.address}\n`)
      if (!over.aborted) await once(over, 'abort')
      setTimeout(() => process.exit(EXIT.failed), CLOSE_MS).unref()
      await serving.close()
    } finally {
      await pegel.close()
    }
    return broken.signal.aborted ? EXIT.failed : EXIT.done
  },
}

function port(text: string): number {
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.')
  return number
}
