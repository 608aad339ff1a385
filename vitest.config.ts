import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Of what may take long on a busy machine: a limit ends what hangs, and says nothing of speed. */
const patient = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
}

/** One project a kind of test: `vitest run --project unit`. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Two on two cores, where the default leaves one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          // What a file loads is not loaded again for the next: a seventh of the whole time.
          isolate: false,
          include: ['{pipelines,server,web,sample-data,scripts}/**/*.test.{ts,tsx}'],
          ...patient,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/{integration,independent}/**/*.test.ts'],
          ...patient,
        },
      },
      { test: { name: 'sql', include: ['sql/**/*.test.ts', 'test/sql/**/*.test.ts'], ...patient } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/e2e/pinned-clock.mjs'],
          ...patient,
        },
      },
    ],
  },
})
