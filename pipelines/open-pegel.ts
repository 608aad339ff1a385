/** Opens a data folder: engine, journal, loader and models, wired to each other. */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadConfig } from './config/config.ts'
import { migrate, readMigrations } from './engine/migrate.ts'
import { openWithRecovery } from './engine/recover.ts'
import { Folder } from './folder.ts'
import { openJournal } from './journal/journal.ts'
import { acquireLock } from './journal/lock.ts'
import { connectionsOf } from './loader/connections.ts'
import { Loader } from './loader/loader.ts'
import { prepareStage } from './loader/stage.ts'
import { loadCatalog } from './metrics/catalog.ts'
import { ModelKeeper } from './models/keeper.ts'
import { loadModels } from './models/model.ts'
import type { OnNotice } from './notice.ts'
import type { Pegel } from './pegel.ts'
import { loadPseudonymKey } from './privacy/pseudonym.ts'

const SQL = fileURLToPath(new URL('../sql/', import.meta.url))

export interface OpenOptions {
  dataDir: string
  /** Clock; tests pin it. */
  now?: () => Date
  /** Whether to load and fold on its own as data and time come; one-shot commands call `settle`. */
  background?: boolean
  /** Told when the folder had to be repaired, and of faults in the background. */
  onNotice?: OnNotice
  /** Told once when the engine is beyond use: only opening the folder anew, in a new process, helps. */
  onFatal?: (error: Error) => void
}

/**
 * Opens the folder (made when absent), repairs it where the engine's files are damaged, and catches up with the journal.
 * Throws `conflict` while another process has it open, `invalid` for a wrong `pegel.yml`.
 */
export async function openPegel(options: OpenOptions): Promise<Pegel> {
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true })
  const config = loadConfig(dataDir)
  const connections = connectionsOf(config)
  const release = await acquireLock(dataDir)
  try {
    let broken = false
    const notice = (level: 'warn' | 'error', message: string) => options.onNotice?.({ level, message })
    const { engine, recovered } = await openWithRecovery({
      path: join(dataDir, 'pegel.duckdb'),
      tempDirectory: join(dataDir, 'tmp'),
      allowedDirectories: [dataDir],
      onFatal: (error) => {
        broken = true
        notice('error', `the engine has stopped: ${error.message}`)
        options.onFatal?.(error)
      },
    })
    const journal = await openJournal(join(dataDir, 'journal'), {
      onDamage: (damage) => notice('error', `journal: ${damage.message}`),
    })
    await migrate(engine, await readMigrations(join(SQL, 'schema')))
    await engine.maintain(prepareStage)
    const models = loadModels(join(SQL, 'models'))
    const loader = new Loader({
      engine,
      journal,
      dataDir,
      connections,
      pseudonymKey: loadPseudonymKey(join(dataDir, 'keys', 'pseudonym.key')),
    })
    const folder = new Folder({
      dataDir,
      config,
      connections,
      catalog: loadCatalog(join(SQL, 'metrics')),
      models,
      checksDir: join(SQL, 'checks'),
      engine,
      journal,
      loader,
      keeper: new ModelKeeper(engine, models, config),
      now: options.now ?? (() => new Date()),
      notice,
      isBroken: () => broken,
      release,
    })
    const quarantined = recovered && `${recovered.kind}: set aside ${recovered.quarantined.join(', ')}`
    await folder.start({ quarantined: quarantined || null, background: options.background === true })
    return folder
  } catch (error) {
    await release()
    throw error
  }
}
