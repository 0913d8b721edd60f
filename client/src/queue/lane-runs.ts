import type { LaneRunFacts, LaneState } from '@reelgraph/shared'

/** The work of one run at one account. */
export interface LaneRun {
  readonly run: string
  readonly running: number
  readonly queued: number
  /** Nothing of what is watched on after its run is over. */
  readonly facts: LaneRunFacts | undefined
}

/** The runs that have work at an account, in the order in which the account is at them. */
export const runsOf = ({
  running,
  queued,
  runs: known,
}: Pick<LaneState, 'running' | 'queued' | 'runs'>): readonly LaneRun[] => {
  const runs = new Map<string, LaneRun>()
  const of = (run: string): LaneRun =>
    runs.get(run) ?? { run, running: 0, queued: 0, facts: known.find((facts) => facts.run === run) }
  for (const { run } of running) runs.set(run, { ...of(run), running: of(run).running + 1 })
  for (const { run } of queued) runs.set(run, { ...of(run), queued: of(run).queued + 1 })
  return [...runs.values()]
}

/** `3 running, 12 waiting`. */
export const countsText = ({ running, queued }: { readonly running: number; readonly queued: number }): string =>
  [running > 0 && `${running} running`, queued > 0 && `${queued} waiting`].filter(Boolean).join(', ')

/** `4 at once, 60 a minute`. */
export const limitsText = ({ concurrency, perMinute }: Pick<LaneState, 'concurrency' | 'perMinute'>): string =>
  perMinute === undefined ? `${concurrency} at once` : `${concurrency} at once, ${perMinute} a minute`

/** Lanes at work first; those that nobody waits for after them, by name. */
export const inOrder = (lanes: readonly LaneState[]): readonly LaneState[] =>
  lanes.toSorted((a, b) => Number(isIdle(a)) - Number(isIdle(b)) || a.title.localeCompare(b.title))

export const isIdle = ({ running, waiting }: Pick<LaneState, 'running' | 'waiting'>): boolean =>
  running.length + waiting === 0
