import { Document, isMap, isScalar, visit } from 'yaml'
import type { ConfigContext } from '../context.ts'
import { KINDS } from '../kinds.ts'
import { readRecords } from '../records.ts'
import { withStates } from '../state.ts'

/**
 * Everything in force now as YAML, in an order of its own: the same configuration gives the same bytes. `dated` adds
 * from when each holds, which makes of the file a statement about the past.
 */
export async function exportConfig(
  context: ConfigContext,
  input: { dated?: boolean | undefined } = {},
): Promise<string> {
  const records = await readRecords(context.engine)
  const nowMs = context.now().getTime()
  const documents = KINDS.map(({ kind }) => kind)
    .sort()
    .flatMap((kind) =>
      withStates(
        records.filter((record) => record.kind === kind),
        nowMs,
      ),
    )
    .filter(({ state }) => state === 'in_force')
    .map(({ kind, id, validFrom, body }) => ({
      kind,
      id,
      ...(input.dated ? { valid_from: validFrom } : {}),
      body,
    }))
  return documents.map(textOf).join('\n')
}

/** Lists, and maps of plain values, each on one line. */
function textOf(content: unknown): string {
  const document = new Document([content], { compat: 'yaml-1.1' })
  visit(document, {
    Seq(key, node) {
      if (key !== null) node.flow = true
    },
    Map(_, node, path) {
      if (path.length > 3 && node.items.every(({ value }) => isScalar(value))) node.flow = true
      else if (isMap(node) && node.items.length === 0) node.flow = true
    },
  })
  return document.toString({ lineWidth: 110, flowCollectionPadding: true })
}
