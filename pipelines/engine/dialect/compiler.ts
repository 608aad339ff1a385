import { PostgresQueryCompiler } from 'kysely'

/**
 * Postgres' spelling is the engine's: `"name"`, `$1`. A `Date` is written as text in UTC with a cast, since the text
 * alone would not be an instant everywhere in an expression.
 */
export class DuckQueryCompiler extends PostgresQueryCompiler {
  protected override appendValue(parameter: unknown): void {
    if (!(parameter instanceof Date)) {
      super.appendValue(parameter)
      return
    }
    this.append('cast(')
    super.appendValue(parameter.toISOString())
    this.append(' as timestamp)')
  }
}
