/** Kysely over the engine's port: instants are ISO text in UTC, numbers are numbers while they are exact. */
import {
  type ColumnType,
  type DatabaseIntrospector,
  type Dialect,
  DialectAdapterBase,
  type Driver,
  DummyDriver,
  Kysely,
} from 'kysely'
import type { Engine } from '../port.ts'
import { DuckQueryCompiler } from './compiler.ts'
import { DuckDriver } from './driver.ts'
import { DuckIntrospector } from './introspector.ts'

/** A `TIMESTAMP` column: read as ISO text in UTC, written as that or as a `Date`; to compare with one: sql<string>`${date}`. */
export type InstantColumn = ColumnType<string, string | Date, string | Date>

/**
 * Query builder that reads through the engine's readers and writes through its writer.
 *
 *     const db = createKysely<{ ticket: { id: string; created_at: InstantColumn } }>(engine)
 */
export function createKysely<Tables>(engine: Engine): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new DuckDialect(() => new DuckDriver(engine)) })
}

/** Query builder that only compiles: `.compile()` gives the statement with `$1` and its parameters. */
export function compileOnly<Tables>(): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new DuckDialect(() => new DummyDriver()) })
}

class DuckDialect implements Dialect {
  readonly createDriver: () => Driver

  constructor(createDriver: () => Driver) {
    this.createDriver = createDriver
  }

  createQueryCompiler(): DuckQueryCompiler {
    return new DuckQueryCompiler()
  }

  createAdapter(): DuckAdapter {
    return new DuckAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new DuckIntrospector(db)
  }
}

class DuckAdapter extends DialectAdapterBase {
  override get supportsTransactionalDdl(): boolean {
    return true
  }

  override get supportsReturning(): boolean {
    return true
  }

  /** One process has the database, and one write runs at a time: nothing is left to lock. */
  async acquireMigrationLock(): Promise<void> {}

  async releaseMigrationLock(): Promise<void> {}
}
