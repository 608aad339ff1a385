/** What an engine error means for the files; the engine says so in words only. */
export type Failure =
  /** The write-ahead log does not replay; the database itself may be sound. */
  | 'wal'
  /** The database file is damaged. */
  | 'database'
  /** Another process has the file. */
  | 'locked'
  /** The file was written by a newer engine. */
  | 'newer'
  /** The instance has given up and must be reopened; the files may be sound. */
  | 'fatal'
  /** Anything else: a faulty statement, a full disk, … */
  | 'other'

const WORDS: readonly (readonly [Exclude<Failure, 'other'>, RegExp])[] = [
  ['locked', /Could not set lock on file|Conflicting lock is held/],
  ['newer', /version number \d+, but we can only read|was created with a newer version/i],
  ['wal', /replaying WAL|Corrupt WAL file|WAL file does not match/i],
  ['database', /Corrupt database file/],
  ['fatal', /FATAL Error|database has been invalidated/],
]
/** Words that also tell of faults in files that a statement reads, so only meant where they name the database. */
const UNREADABLE = /not a valid DuckDB database file|Could not read enough bytes from file/

/** `path` is the database's own file. */
export function failureOf(error: unknown, path: string): Failure {
  const message = error instanceof Error ? error.message : String(error)
  if (UNREADABLE.test(message) && message.includes(`"${path}"`)) return 'database'
  return WORDS.find(([, words]) => words.test(message))?.[0] ?? 'other'
}
