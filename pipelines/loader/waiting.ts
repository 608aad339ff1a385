import type { ImportOutcome } from './import-record.ts'
import type { DeliveryOutcome, LoaderListener } from './loader.ts'

type Progress = (progress: { read: number; accepted: number }) => void

/** Those who wait for what becomes of their record; told once the facts show it. */
export class Waiting {
  readonly #deliveries = new Map<number, (outcome: DeliveryOutcome) => void>()
  readonly #imports = new Map<number, (outcome: ImportOutcome | Error) => void>()
  readonly #progress = new Map<number, Progress>()

  delivery(seq: number): Promise<DeliveryOutcome> {
    return new Promise((resolve) => this.#deliveries.set(seq, resolve))
  }

  async import(seq: number, onProgress?: Progress): Promise<ImportOutcome> {
    if (onProgress) this.#progress.set(seq, onProgress)
    const outcome = await new Promise<ImportOutcome | Error>((resolve) => this.#imports.set(seq, resolve))
    this.#progress.delete(seq)
    if (outcome instanceof Error) throw outcome
    return outcome
  }

  /** Tells those who wait for an import that nothing becomes of it for now. */
  giveUp(error: Error): void {
    for (const tell of this.#imports.values()) tell(error)
    this.#imports.clear()
  }

  /** Gathers outcomes while loading; `tell` passes them on. `unheard` gets failures that nobody waits for. */
  listen(unheard: (seq: number, error: Error) => void): { listener: LoaderListener; tell(): void } {
    const done: (() => void)[] = []
    const listener: LoaderListener = {
      onDelivery: (seq, outcome) => {
        const waiting = this.#deliveries.get(seq)
        if (!waiting) return
        this.#deliveries.delete(seq)
        done.push(() => waiting(outcome))
      },
      onImport: (seq, outcome) => {
        const waiting = this.#imports.get(seq)
        if (waiting) done.push(() => waiting(outcome))
        else if (outcome instanceof Error) unheard(seq, outcome)
        this.#imports.delete(seq)
      },
      onProgress: (seq, progress) => this.#progress.get(seq)?.(progress),
    }
    return {
      listener,
      tell: () => {
        for (const one of done) one()
      },
    }
  }
}
