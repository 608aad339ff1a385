import type { EngineCommand } from '../command.ts'
import { EXIT } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { rowPrinter } from '../print/rows.ts'

/** `check`: every data check with the rows it found; exit 1 when one found any. */
export const checkCommand: EngineCommand<{ format?: Format }> = {
  name: 'check',
  summary: 'run the data checks',
  needs: 'engine',
  async run(pegel, { options }, io) {
    const checks = await pegel.check()
    const printer = rowPrinter(io, formatFor(options.format, io), ['name', 'rows'])
    await printer.rows(checks)
    await printer.end()
    return checks.some((check) => check.rows > 0) ? EXIT.finding : EXIT.done
  },
}
