import { type ChangeContext, makeChange } from './change.ts'
import { KINDS } from './kinds.ts'
import { readRecords } from './records.ts'

/**
 * Records what a folder starts with, for every kind that has no record yet: as version 1, valid since ever. The journal
 * is read to its end first, as a seed may be in it already.
 */
export async function seedConfig(context: ChangeContext): Promise<void> {
  const present = new Set((await readRecords(context.engine)).map((record) => record.kind))
  if (KINDS.every((one) => present.has(one.kind) || Object.keys(one.seeds).length === 0)) return
  await makeChange(context, {
    author: 'pegel',
    decide: (records) =>
      KINDS.filter(({ kind }) => !records.some((record) => record.kind === kind)).flatMap(({ kind, seeds }) =>
        Object.entries(seeds).map(([id, body]) => ({ kind, id, validFrom: null, note: null, body })),
      ),
  })
}
