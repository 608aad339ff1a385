/** Connections that are added to `pegel.yml` while the folder is open. */
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSeq, parseDocument } from 'yaml'
import { conflict } from '../errors.ts'
import { type Config, loadConfig } from './config.ts'

/** A connection that needs no settings. */
export interface PlainSource {
  name: string
  kind: string
}

/** The name of one that the configuration has of another kind or with settings of its own; null where there is none. */
export const nameTaken = (config: Config, wanted: readonly PlainSource[]): string | null =>
  config.sources.find(({ name, kind, settings }) =>
    wanted.some((one) => one.name === name && (one.kind !== kind || Object.keys(settings).length > 0)),
  )?.name ?? null

/**
 * Adds to `<dataDir>/pegel.yml` those that are not there yet, and leaves every other line of it, comments too, as it is. Returns
 * what the file then says. Throws `conflict` when a name is taken by a connection of another kind or with settings of its own.
 */
export function connectSources(dataDir: string, config: Config, wanted: readonly PlainSource[]): Config {
  const taken = nameTaken(config, wanted)
  if (taken !== null) throw conflict(`pegel.yml has a connection named ${taken} of its own`)
  const missing = wanted.filter(({ name }) => config.sources.every((one) => one.name !== name))
  if (missing.length === 0) return config
  const path = join(dataDir, 'pegel.yml')
  const before = existsSync(path) ? { text: readFileSync(path, 'utf8'), mode: statSync(path).mode } : null
  const document = parseDocument(before?.text ?? '')
  const sources = document.get('sources')
  const plain = missing.map(({ name, kind }) => ({ name, kind }))
  if (isSeq(sources)) for (const source of plain) sources.add(document.createNode(source))
  else document.set('sources', plain)
  writeFileSync(`${path}.next`, document.toString(), { mode: before?.mode ?? 0o600 })
  renameSync(`${path}.next`, path)
  return loadConfig(dataDir)
}
