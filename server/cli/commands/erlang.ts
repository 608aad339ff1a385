import { answerErlang } from '../../../pipelines/staffing/erlang-cases.ts'
import type { PlainCommand } from '../command.ts'
import { EXIT } from '../io.ts'
import { jsonItems } from '../json-items.ts'
import type { Format } from '../print/format.ts'
import { rowPrinter } from '../print/rows.ts'

const COLUMNS = ['id', 'PW', 'SL', 'ASA', 'EW', 'occ', 'imm', 'Pab', 'Pab_erlangA', 'B', 'Lq', 'error']

/** `erlang`: one answer a case, in the order of the input; exit 1 when one was bad. */
export const erlangCommand: PlainCommand<{ format?: Format }> = {
  name: 'erlang',
  summary: 'answers of the models B, C, A and CA, for cases in JSON on standard input',
  needs: 'nothing',
  async run({ options: { format } }, io) {
    const printer = rowPrinter(io, format ?? 'jsonl', COLUMNS)
    let code: number = EXIT.done
    for await (const item of jsonItems(io.input())) {
      io.signal.throwIfAborted()
      const answer = 'problem' in item ? { error: item.problem } : answerErlang(item.value)
      if ('error' in answer) code = EXIT.finding
      // A line of JSON has the keys of its own answer only.
      if (format === undefined) await io.out(`${JSON.stringify(answer)}\n`)
      else await printer.rows([answer])
    }
    if (format !== undefined) await printer.end()
    return code
  },
}
