/** The sample company, loaded into an empty installation that is running, by the same ways as any other file. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { nameTaken } from '../../pipelines/config/connect-sources.ts'
import { importConfig } from '../../pipelines/config/verbs/import-yaml.ts'
import { conflict, PegelError } from '../../pipelines/errors.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { AUTHOR } from '../author.ts'
import { describeError, type Log } from '../log.ts'
import { addingUp } from '../progress.ts'
import { playDemo } from './demo.ts'
import { type Demo, readDemoFile, writeDemoFile } from './demo-file.ts'
import { generateFiles, sampleConfig, sampleSources } from './generate.ts'

/** As `npm run demo` makes it. */
export const SAMPLE_MESSAGES = 150_000
const SEED = 1
const MINUTE_MS = 60_000

export interface SampleState {
  /** `broken`: it began and did not end; starting it again goes on with the same year. */
  state: 'absent' | 'loading' | 'loaded' | 'broken'
  /** What is under way: the year is made, then read in. */
  step: 'making' | 'reading' | null
  /** Lines read in, of how many; 0 while they are made. */
  read: number
  total: number
  /** About how many messages the year holds. */
  messages: number
  /** Why it may not be loaded: there are events, or a connection has the name of one of its own. */
  refused: 'data' | 'connection' | null
  /** Why the last try failed. */
  problem: string | null
  /** The data folder, to be deleted by whoever wants to be rid of it. */
  folder: string
}

type Progress = Pick<SampleState, 'step' | 'read' | 'total' | 'problem'>
const IDLE: Progress = { step: null, read: 0, total: 0, problem: null }

export class Sample {
  readonly #pegel: Pegel
  readonly #log: Log
  readonly #over = new AbortController()
  #progress: Progress = IDLE
  #work: Promise<void> | null = null

  constructor(pegel: Pegel, log: Log) {
    this.#pegel = pegel
    this.#log = log
  }

  async state(): Promise<SampleState> {
    const { dataDir } = this.#pegel
    const demo = readDemoFile(dataDir)
    const state = this.#work ? 'loading' : !demo ? 'absent' : demo.unfinished ? 'broken' : 'loaded'
    return {
      state,
      ...this.#progress,
      messages: demo?.messages ?? SAMPLE_MESSAGES,
      refused: state === 'absent' ? await this.#refusal() : null,
      folder: dataDir,
    }
  }

  /** Begins, or goes on where it broke off. Throws `conflict` while it is loading, when it is there, and beside other data. */
  async start(messages = SAMPLE_MESSAGES): Promise<SampleState> {
    const { state, refused } = await this.state()
    if (this.#work || state === 'loading') throw conflict('The sample company is being loaded')
    if (state === 'loaded') throw conflict('The sample company is loaded already')
    if (refused === 'data') throw conflict('There is data already; the sample company needs an empty folder')
    if (refused) throw conflict('A connection in pegel.yml has the name of one of the sample company')
    this.#progress = { ...IDLE, step: 'making' }
    this.#work = this.#load(this.#begun(messages))
      .catch((error: unknown) => {
        this.#progress = { ...IDLE, problem: error instanceof PegelError ? error.message : OURS }
        if (!this.#over.signal.aborted) this.#log('error', 'sample company', describeError(error))
      })
      .finally(() => {
        this.#work = null
      })
    return this.state()
  }

  async stop(): Promise<void> {
    this.#over.abort()
    if (this.#progress.step === 'making') await this.#work
  }

  async #refusal(): Promise<SampleState['refused']> {
    const sources = await this.#pegel.sources()
    if (sources.some(({ events }) => events > 0)) return 'data'
    return nameTaken(this.#pegel.config, sampleSources()) === null ? null : 'connection'
  }

  /** The same options give the same lines, so what is there already is only read past. */
  #begun(messages: number): Demo {
    const { dataDir } = this.#pegel
    const endsAt = Math.floor(this.#pegel.now().getTime() / MINUTE_MS) * MINUTE_MS
    const demo = readDemoFile(dataDir) ?? { messages, seed: SEED, endsAt, unfinished: true as const }
    writeDemoFile(dataDir, demo)
    return demo
  }

  async #load(demo: Demo): Promise<void> {
    const pegel = this.#pegel
    const folder = join(pegel.dataDir, 'sample')
    try {
      const files = await generateFiles(folder, demo, this.#over.signal)
      const total = files.reduce((sum, { lines }) => sum + lines, 0)
      pegel.connect(sampleSources())
      for (const yaml of sampleConfig(folder)) await importConfig(pegel, { yaml, author: AUTHOR })
      this.#progress = { step: 'reading', read: 0, total, problem: null }
      const reporter = addingUp(({ read }) => {
        this.#progress = { step: 'reading', read, total, problem: null }
      })
      const loading = files.map(({ source, file }) =>
        pegel.importFile({ path: file, source, onProgress: reporter() }),
      )
      await Promise.allSettled(loading)
      await Promise.all(loading)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    const { unfinished: _, ...whole } = demo
    writeDemoFile(pegel.dataDir, whole)
    this.#progress = IDLE
    void playDemo(pegel, whole, this.#log, this.#over.signal)
  }
}

const OURS = 'It broke off; the log says why'
