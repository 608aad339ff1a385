import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Of what may take long on a busy machine: a limit ends what hangs, and says nothing of speed. */
const patient = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
}
/** What a file loads is not loaded again for the next: a seventh of the whole time of the units, a quarter of the rest. */
const shared = { isolate: false, ...patient }
const UTC = { TZ: 'UTC' }

/** Files that take minutes, the longest first: what begins last is waited for alone. */
const LONGEST = ['journeys', 'pages', 'planning', 'states'].map((name) => `/test/e2e/${name}.test.ts`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((end) => moduleId.endsWith(end))
      return found < 0 ? LONGEST.length : found
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

/** One project a kind of test: `vitest run --project unit`. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    // Two on two cores, where the default leaves one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          // The zone of the machine is nobody's business: what reads it is found out where it is not UTC.
          env: { TZ: 'America/New_York' },
          include: ['{pipelines,server,web,sample-data,scripts}/**/*.test.{ts,tsx}'],
          ...shared,
        },
      },
      {
        test: {
          name: 'integration',
          env: UTC,
          globalSetup: ['test/kept-place.ts'],
          include: ['test/{integration,independent}/**/*.test.ts'],
          ...shared,
        },
      },
      {
        test: { name: 'sql', env: UTC, include: ['sql/**/*.test.ts', 'test/sql/**/*.test.ts'], ...shared },
      },
      {
        test: {
          name: 'e2e',
          env: UTC,
          globalSetup: ['test/kept-place.ts'],
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/e2e/pinned-clock.mjs'],
          // A third of the time of a journey is waiting for what a browser does by its own clock.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          ...patient,
          testTimeout: 300_000,
        },
      },
    ],
  },
})
