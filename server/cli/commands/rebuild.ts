import { Option } from 'commander'
import type { EngineCommand } from '../command.ts'
import { EXIT } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { printOne } from '../print/rows.ts'

interface RebuildOptions {
  format?: Format
  from: 'journal' | 'archive'
}

/** `rebuild`: exit 1 when the facts came out different from what was there. */
export const rebuildCommand: EngineCommand<RebuildOptions> = {
  name: 'rebuild',
  summary: 'make events, facts and rollups anew',
  needs: 'engine',
  define(command) {
    command.addOption(
      new Option('--from <origin>', 'what to make them from')
        .choices(['journal', 'archive'])
        .default('journal'),
    )
  },
  async run(pegel, { options }, io) {
    const result = await pegel.rebuild({ from: options.from })
    await printOne(io, formatFor(options.format, io), result)
    return result.identical ? EXIT.done : EXIT.finding
  },
}
