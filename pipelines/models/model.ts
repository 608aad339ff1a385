/** Reads the SQL models: one `.sql` file each, a header and one SELECT. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Layer = 'staging' | 'facts' | 'rollups'

export interface Model {
  name: string
  layer: Layer
  grain: string
  reads: readonly string[]
  key: readonly string[]
  /** Condition on all events together without which the model has no rows: then a run of a few tickets leaves it out. */
  when: string | null
  /** Column by which a full run writes the rows, so that what asks for a stretch of time reads little of a large table. */
  order: string | null
  sql: string
}

/** What models read of a run besides its events: linked groups among its scopes, and the clock. */
export const OF_RUN = ['scope_unit', 'run_clock'] as const

/** Tables that the runner provides before the first model runs. */
export const INPUTS = [
  'scope_events',
  ...OF_RUN,
  'calendar_version',
  'calendar_stretch',
  'open_stretch',
  'team_calendar',
  'era_day',
  'era_calendar',
  'era_policy',
  'policy_condition',
  'sla_target',
] as const

const LAYERS: readonly Layer[] = ['staging', 'facts', 'rollups']

/**
 * Loads all models below `dir`, ordered so that each comes after what it reads.
 * Throws an Error that names the model whose header is incomplete, reads something unknown or closes a circle.
 */
export function loadModels(dir: string): Model[] {
  const models = LAYERS.flatMap((layer) =>
    readdirSync(join(dir, layer))
      .filter((file) => file.endsWith('.sql'))
      .map((file) => parseModel(file.slice(0, -4), layer, readFileSync(join(dir, layer, file), 'utf8'))),
  )
  return inOrder(models)
}

export function parseModel(name: string, layer: Layer, text: string): Model {
  const optional = (field: string): string | null =>
    new RegExp(`^-- ${field}:\\s*(.+)$`, 'm').exec(text)?.[1]?.trim() ?? null
  const header = (field: string): string => {
    const found = optional(field)
    if (found === null) throw new Error(`model ${name}: the header has no "-- ${field}:" line`)
    return found
  }
  const list = (field: string) =>
    header(field)
      .split(',')
      .map((item) => item.trim())
  const sql = text.replace(/^(--[^\n]*\n)+/, '').trim()
  if (sql.replace(/--.*$/gm, '').includes(';'))
    throw new Error(`model ${name}: one SELECT, without a semicolon`)
  const whenAny = optional('when')
  return {
    name,
    layer,
    grain: header('grain'),
    reads: list('reads'),
    key: list('key'),
    when: whenAny === null ? optional('when-all') : `bool_or(${whenAny})`,
    order: optional('order'),
    sql,
  }
}

function inOrder(models: readonly Model[]): Model[] {
  const byName = new Map(models.map((model) => [model.name, model]))
  const ordered: Model[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (model: Model): void => {
    if (state.get(model.name) === 'done') return
    if (state.get(model.name) === 'open') throw new Error(`model ${model.name}: reads itself through others`)
    state.set(model.name, 'open')
    for (const read of model.reads) {
      const upstream = byName.get(read)
      if (upstream) visit(upstream)
      else if (!(INPUTS as readonly string[]).includes(read))
        throw new Error(`model ${model.name}: reads unknown ${read}`)
    }
    state.set(model.name, 'done')
    ordered.push(model)
  }
  for (const model of models) visit(model)
  return ordered
}

export const namesOf = (models: readonly Model[]): ReadonlySet<string> =>
  new Set(models.map(({ name }) => name))
export const foldedAmong = (models: readonly Model[]) => models.filter(({ layer }) => layer !== 'rollups')
export const publishedAmong = (models: readonly Model[]) => models.filter(({ layer }) => layer !== 'staging')
export const rollupsAmong = (models: readonly Model[]) => models.filter(({ layer }) => layer === 'rollups')
export const factsAmong = (models: readonly Model[]) => models.filter(({ layer }) => layer === 'facts')
