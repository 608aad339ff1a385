/** Before the first test of a run, and behind the last: where `kept.ts` keeps what the tests of this run share. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function setup(): void {
  process.env.PEGEL_TEST_KEPT ??= mkdtempSync(join(tmpdir(), 'pegel-kept-'))
}

export function teardown(): void {
  if (process.env.PEGEL_TEST_KEPT) rmSync(process.env.PEGEL_TEST_KEPT, { recursive: true, force: true })
}
