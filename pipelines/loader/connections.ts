/** Which connections there are: those of the configuration, and each kind under its own name. */
import type { Config } from '../config/config.ts'
import { ticketPageOf } from '../config/helpdesk.ts'
import { invalid } from '../errors.ts'
import type { Source } from '../sources/source.ts'
import { SOURCES, sourceOfKind } from '../sources/sources.ts'
import type { Connection } from './map-record.ts'

/**
 * Connections by name. A kind that the configuration does not name can still be imported and ingested under its own
 * name; without a secret its webhook refuses every delivery. Throws `invalid` for an unknown kind or settings.
 */
export function connectionsOf(config: Config): Map<string, Connection> {
  const connections = new Map<string, Connection>()
  for (const { name, kind, settings, helpdesk } of config.sources) {
    const source = sourceOfKind(kind)
    if (!source) {
      const known = SOURCES.map((one) => one.kind).join(', ')
      throw invalid(`source ${name}: there is no kind ${kind} (known: ${known})`, {
        [`sources.${name}.kind`]: `one of ${known}`,
      })
    }
    connections.set(name, {
      name,
      source,
      settings: parsed(source, name, settings),
      configured: true,
      ticketPage: helpdesk ? ticketPageOf(helpdesk) : null,
    })
  }
  for (const source of SOURCES) {
    if (connections.has(source.kind)) continue
    connections.set(source.kind, {
      name: source.kind,
      source,
      settings: source.parseSettings({}),
      configured: false,
      ticketPage: null,
    })
  }
  return connections
}

function parsed(source: Source, name: string, settings: unknown): unknown {
  try {
    return source.parseSettings(settings)
  } catch (error) {
    throw invalid(`source ${name}: ${(error as Error).message}`, {
      [`sources.${name}.settings`]: (error as Error).message,
    })
  }
}
