import {
  type ColumnMetadata,
  type DatabaseIntrospector,
  type DatabaseMetadata,
  type Kysely,
  type SchemaMetadata,
  sql,
  type TableMetadata,
} from 'kysely'

interface ColumnRow {
  schema: string
  relation: string
  is_view: boolean
  name: string
  type: string
  nullable: boolean
  fallback: string | null
}

/** What the database holds, from the engine's own catalog functions. */
export class DuckIntrospector implements DatabaseIntrospector {
  readonly #db: Kysely<unknown>

  constructor(db: Kysely<unknown>) {
    this.#db = db
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const { rows } = await sql<SchemaMetadata>`
      select schema_name as name from duckdb_schemas()
      where database_name = current_database() and schema_name not in ('information_schema', 'pg_catalog')
      order by name`.execute(this.#db)
    return rows
  }

  async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<ColumnRow>`
      select c.schema_name as schema, c.table_name as relation, v.view_name is not null as is_view,
        c.column_name as name, c.data_type as type, c.is_nullable as nullable, c.column_default as fallback
      from duckdb_columns() as c
      left join duckdb_views() as v on v.view_oid = c.table_oid and v.database_name = c.database_name
      where c.database_name = current_database() and not c.internal
      order by c.schema_name, c.table_name, c.column_index`.execute(this.#db)
    const tables = new Map<string, TableMetadata & { columns: ColumnMetadata[] }>()
    for (const { schema, relation, is_view, name, type, nullable, fallback } of rows) {
      const key = JSON.stringify([schema, relation])
      const table = tables.get(key) ?? { schema, name: relation, isView: is_view, columns: [] }
      table.columns.push({
        name,
        dataType: type,
        isNullable: nullable,
        isAutoIncrementing: fallback?.startsWith('nextval(') ?? false,
        hasDefaultValue: fallback !== null,
      })
      tables.set(key, table)
    }
    return [...tables.values()]
  }

  async getMetadata(): Promise<DatabaseMetadata> {
    return { tables: await this.getTables() }
  }
}
