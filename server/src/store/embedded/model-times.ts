import type { Duration } from '@reelgraph/shared'
import type { ModelTimes } from '../stores.ts'
import type { Bound } from './journal.ts'

const KEPT = 100

interface Times {
  /** Milliseconds, oldest first. */
  readonly durations: number[]
  /** Of exactly these, where somebody has asked. */
  figures: Duration | undefined
}

export const createModelTimes = ({ sqlite, write, beforeCommit }: Bound): ModelTimes => {
  const upsert = sqlite.prepare('INSERT OR REPLACE INTO model_times (model, durations) VALUES (?, ?)')
  const rows = sqlite.prepare('SELECT model, durations FROM model_times').all() as unknown as readonly {
    readonly model: string
    readonly durations: string
  }[] // the selected columns
  const times = new Map<string, Times>(
    rows.map(({ model, durations }) => [model, { durations: JSON.parse(durations) as number[], figures: undefined }]), // written below
  )
  const changed = new Set<string>()
  const writeChanged = (): void => {
    const models = [...changed]
    changed.clear()
    for (const model of models) {
      const text = JSON.stringify(times.get(model)?.durations ?? [])
      write(() => upsert.run(model, text))
    }
  }
  return {
    note(model, milliseconds) {
      let known = times.get(model)
      if (!known) {
        known = { durations: [], figures: undefined }
        times.set(model, known)
      }
      known.durations.push(milliseconds)
      if (known.durations.length > KEPT) known.durations.shift()
      known.figures = undefined
      if (changed.size === 0) beforeCommit(writeChanged)
      changed.add(model)
    },
    duration(model) {
      const known = times.get(model)
      return known && (known.figures ??= figuresOf(known.durations))
    },
  }
}

/** By nearest rank: a figure that was really measured. */
const figuresOf = (durations: readonly number[]): Duration | undefined => {
  const sorted = durations.toSorted((a, b) => a - b)
  const at = (share: number): number | undefined => sorted[Math.ceil(share * sorted.length) - 1]
  const median = at(0.5)
  const p95 = at(0.95)
  return median === undefined || p95 === undefined ? undefined : { median, p95, runs: sorted.length }
}
