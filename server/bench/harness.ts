/** One line of a benchmark. `ratio` is value ÷ baseline; `ok` says whether the goal is met. */
export interface Row {
  readonly bench: string
  readonly case: string
  readonly value: number
  readonly unit: string
  readonly baseline?: number
  readonly ratio?: number
  readonly goal?: number
  readonly ok?: boolean
}

/** The value may be at most, or must be at least, this. */
type Goal = { readonly atMost: number } | { readonly atLeast: number }

/** Does the work once and gives its figure in the unit of the row, so that setting up need not count. */
type Measure = () => number | Promise<number>

interface Measurement {
  readonly case: string
  readonly unit: string
  readonly run: Measure
  /** The thing to compare with, measured in turn with `run`. */
  readonly baseline?: Measure
  readonly goal?: Goal
  readonly warmUps?: number
  readonly maxRepeats?: number
}

interface Figure {
  readonly case: string
  readonly unit: string
  readonly value: number
  readonly baseline?: number
  readonly goal?: Goal
}

export interface Bench {
  /** Warms up, repeats until the median is steady, and gives it. */
  measure(measurement: Measurement): Promise<number>
  /** Adds a figure that is known already, such as the ratio of two measured ones. */
  add(figure: Figure): void
  /** Prints the table. A missed goal ends the process with exit code 1. */
  finish(): void
}

const leastWarmUps = 2
const leastRepeats = 7
const mostRepeats = 60
const steadyWithin = 0.02
const steadyFor = 4
const longestMs = 30_000

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** Milliseconds that the work takes. */
export const timed = async (work: () => unknown): Promise<number> => {
  const since = performance.now()
  await work()
  return performance.now() - since
}

/** Whether the median of all values so far has stopped moving. */
export const isSteady = (values: readonly number[]): boolean => {
  if (values.length < leastRepeats) return false
  const now = median(values)
  const earlier = Array.from({ length: steadyFor }, (_, back) => median(values.slice(0, values.length - 1 - back)))
  return earlier.every((value) => Math.abs(value - now) <= steadyWithin * Math.abs(now))
}

const sample = async ({ run, baseline, warmUps = leastWarmUps, maxRepeats = mostRepeats }: Measurement) => {
  const values: number[] = []
  const baselines: number[] = []
  const since = performance.now()
  for (let turn = -warmUps; turn < maxRepeats; turn += 1) {
    const value = await run()
    const base = await baseline?.()
    if (turn < 0) continue
    values.push(value)
    if (base !== undefined) baselines.push(base)
    const isLate = performance.now() - since > longestMs
    if (isLate || (isSteady(values) && (!baseline || isSteady(baselines)))) break
  }
  return { value: median(values), ...(baseline && { baseline: median(baselines) }) }
}

const isMet = (value: number, goal: Goal): boolean => ('atMost' in goal ? value <= goal.atMost : value >= goal.atLeast)

const rowOf = (bench: string, { case: name, value, unit, baseline, goal }: Figure): Row => ({
  bench,
  case: name,
  value,
  unit,
  ...(baseline !== undefined && { baseline, ratio: value / baseline }),
  ...(goal && { goal: 'atMost' in goal ? goal.atMost : goal.atLeast, ok: isMet(value, goal) }),
})

const short = (value: number | undefined): string =>
  value === undefined ? '' : value.toLocaleString('en', { maximumSignificantDigits: 4 })

const table = (rows: readonly Row[]): string => {
  const header = ['case', 'value', 'unit', 'baseline', 'ratio', 'goal', '']
  const cells = rows.map((row) => [
    row.case,
    short(row.value),
    row.unit,
    short(row.baseline),
    short(row.ratio),
    short(row.goal),
    row.ok === undefined ? '' : row.ok ? 'ok' : 'MISSED',
  ])
  const widths = header.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)))
  const isText = (column: number) => column === 0 || column === 2 || column === 6
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  return [line(header), ...cells.map(line)].map((text) => text.trimEnd()).join('\n')
}

export const bench = (name: string): Bench => {
  const asJson = process.argv.includes('--json')
  const rows: Row[] = []

  const add = (figure: Figure) => {
    const row = rowOf(name, figure)
    rows.push(row)
    if (asJson) console.log(JSON.stringify(row))
  }

  return {
    add,
    async measure(measurement) {
      const { value, baseline } = await sample(measurement)
      const { case: named, unit, goal } = measurement
      add({ case: named, unit, value, ...(baseline !== undefined && { baseline }), ...(goal && { goal }) })
      return value
    },
    finish() {
      if (!asJson) console.log(`${name}\n\n${table(rows)}`)
      if (rows.some(({ ok }) => ok === false)) process.exitCode = 1
    },
  }
}
