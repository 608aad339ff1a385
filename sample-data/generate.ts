import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { samplePlans } from './plans.ts'
import type { Delivery } from './wire/outbox.ts'
import { Company, type WorldOptions } from './world/world.ts'
import { writeFiles } from './write-files.ts'

const USAGE =
  'tsx sample-data/generate.ts --out DIR [--messages 200000] [--seed 1] [--end 2026-11-20] [--gzip]'
const MOST_MESSAGES = 20_000_000

/**
 * The year's deliveries in the order of their arrival, up to its end; the same options give the same bytes.
 * Memory does not grow with the number of messages.
 */
export function* generate(options: WorldOptions): Generator<Delivery, void> {
  for (const delivery of new Company(options).deliveries()) {
    if (delivery.arrivesAt >= options.endsAt) return
    yield delivery
  }
}

/** Options of the command line; throws with what is wrong with them. */
export function readOptions(args: readonly string[], now: number) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      messages: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
      end: { type: 'string' },
      gzip: { type: 'boolean', default: false },
    },
  })
  const messages = Number(values.messages)
  const seed = Number(values.seed)
  const endsAt = values.end === undefined ? Math.floor(now / 60_000) * 60_000 : Date.parse(values.end)
  if (!values.out) throw new Error('--out DIR is missing')
  if (!Number.isInteger(messages) || messages < 1000 || messages > MOST_MESSAGES) {
    throw new Error(`--messages is a whole number from 1000 to ${MOST_MESSAGES}`)
  }
  if (!Number.isInteger(seed)) throw new Error('--seed is a whole number')
  if (Number.isNaN(endsAt)) throw new Error('--end is a date or an ISO 8601 instant')
  return { out: values.out, messages, seed, endsAt, gzip: values.gzip }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { out, gzip, ...options } = readOptions(process.argv.slice(2), Date.now())
    console.log(JSON.stringify(await writeFiles(out, generate(options), gzip), null, 2))
    writeFileSync(join(out, 'plans.yml'), samplePlans(options.endsAt))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    process.exitCode = 2
  }
}
