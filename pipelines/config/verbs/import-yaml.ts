import type { ConfigContext } from '../context.ts'
import { diffBodies, type FieldChange, sameBody } from '../diff-bodies.ts'
import type { ConfigRecord } from '../record.ts'
import { endOf, holdingAt, startOf, timelinesOf } from '../timeline.ts'
import { type Draft, readBody } from '../validate.ts'
import { parseDocuments, type StatedDocument } from '../yaml-documents.ts'

export interface ImportRow {
  kind: string
  id: string
  action: 'created' | 'changed' | 'unchanged'
  /** The new version; of what is unchanged the one that holds. */
  version: number
  validFrom: string | null
  /** Whether it says something else about the past than what was stated before. */
  backdated: boolean
  changes: FieldChange[]
}

/**
 * States what a YAML text says, all of it or, when anything is wrong, nothing. A document that says what holds already
 * is left alone; one without `valid_from` holds from now on. Throws `invalid` with fields.
 */
export async function importConfig(
  context: ConfigContext,
  input: { yaml: string; dryRun?: boolean | undefined; author: string },
): Promise<Imported> {
  const documents = parseDocuments(input.yaml)
  let compared: Compared[] = []
  const { records: added, clocksChanged } = await context.changeConfig({
    author: input.author,
    dryRun: input.dryRun === true,
    decide(records, now) {
      compared = documents.map((document) => compare(document, records, now))
      return compared.flatMap(({ draft }) => draft ?? [])
    },
  })
  const rows = compared.map(({ draft, row }) => {
    const record = added.find((one) => one.kind === row.kind && one.id === row.id)
    return draft && record ? { ...row, version: record.version } : row
  })
  return { rows, clocksChanged }
}

export interface Imported {
  rows: ImportRow[]
  /** Clocks of the past that say something else now; 0 in a dry run. */
  clocksChanged: number
}

interface Compared {
  row: ImportRow
  /** Absent where there is nothing to state. */
  draft: Draft | null
}

/** Nothing to state where the same body holds from the document's instant until now. */
function compare(document: StatedDocument, records: readonly ConfigRecord[], now: string): Compared {
  const { kind, id, note, body } = document
  const validFrom = document.validFrom === undefined ? now : document.validFrom
  const versions = records.filter((record) => record.kind === kind && record.id === id)
  const [timeline] = timelinesOf(versions)
  const nowMs = Date.parse(now)
  const fromMs = validFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(validFrom)
  const untilMs = Math.max(nowMs, fromMs)
  const stated = readBody(kind, body).body ?? body
  const meanwhile = (timeline?.spans ?? []).filter((span) => startOf(span) <= untilMs && endOf(span) > fromMs)
  const [first] = meanwhile
  const gapless =
    first !== undefined &&
    startOf(first) <= fromMs &&
    endOf(meanwhile.at(-1) ?? first) > untilMs &&
    meanwhile.every((span, i) => i === 0 || span.fromMs === meanwhile[i - 1]?.toMs)
  if (gapless && meanwhile.every((span) => sameBody(span.body, stated))) {
    const holding = meanwhile.at(-1) ?? first
    const known = versions.find((one) => one.version === holding.version)
    return { draft: null, row: rowOf('unchanged', holding.version, known?.validFrom ?? null, false, []) }
  }
  const before = holdingAt(timeline, untilMs)?.body ?? null
  return {
    draft: { kind, id, validFrom, note, body },
    row: rowOf(
      versions.length === 0 ? 'created' : 'changed',
      0,
      validFrom,
      fromMs < nowMs,
      versions.length === 0 ? [] : diffBodies(before, stated),
    ),
  }

  function rowOf(
    action: ImportRow['action'],
    version: number,
    from: string | null,
    backdated: boolean,
    changes: FieldChange[],
  ): ImportRow {
    return { kind, id, action, version, validFrom: from, backdated, changes }
  }
}
