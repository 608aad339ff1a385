/** What a command may touch of the world: the same in a terminal and through a running server. */
export interface Io {
  /** Folder that relative paths start from. */
  cwd: string
  /** Data, to standard output; resolves when there is room for more. */
  out(text: string): Promise<void>
  /** Messages, to standard error. */
  err(text: string): void
  /** Standard input as it comes. */
  input(): AsyncIterable<Uint8Array>
  terminal: Terminal
  /** Aborted when the person gives up. */
  signal: AbortSignal
}

export interface Terminal {
  /** Whether standard output, and standard error, is a terminal. */
  out: boolean
  err: boolean
}

/** 0 done, 1 a finding, 2 wrong usage, 3 could not run. */
export const EXIT = { done: 0, finding: 1, usage: 2, failed: 3 } as const
