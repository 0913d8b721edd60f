import {
  ProjectIdSchema,
  type PlannedTask,
  type ProjectId,
  type RunId,
  type StoredResult,
  type TaskState,
  type VainTry,
} from '@reelgraph/shared'
import { createContext, useCallback, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { watchElsewhere } from '../api/elsewhere.ts'
import { toast } from '../ui/toast.ts'
import { RunActions } from './actions.ts'
import { asksText } from './asks.ts'
import type { LatestItem } from './latest.ts'
import { ProjectRuns } from './project-runs.ts'
import type { RunsState } from './runs-state.ts'
import { runApi } from './run-api.ts'
import type { NodeRun } from './run-folds.ts'
import type { RunHeader } from './run-header.ts'

export interface Runs {
  readonly state: ProjectRuns
  readonly actions: RunActions
}

const open = new Map<ProjectId, Runs>()

/** The runs of a project, the same for everybody who asks: for commands, which live outside React. */
export const runsOf = (project: ProjectId): Runs => {
  const known = open.get(project)
  if (known) return known
  const state = new ProjectRuns(project, runApi)
  const actions = new RunActions({
    runs: state,
    api: runApi,
    report: ({ code, message, hint }) =>
      code !== 'cancelled' && toast({ text: hint ? `${message} ${hint}` : message, tone: 'bad' }),
  })
  const runs: Runs = { state, actions }
  open.set(project, runs)
  return runs
}

const Context = createContext<Runs | undefined>(undefined)
export const RunsContext = Context.Provider

/** Follows the runs of a project while it is mounted. Wrap in `<RunsContext value={runs}>` what uses the hooks below. */
export const useProjectRuns = (project: string): Runs => {
  const runs = runsOf(ProjectIdSchema.parse(project))
  useEffect(() => runs.state.connect(), [runs])
  useEffect(() => watchElsewhere(() => runs.state.plans.invalidate()), [runs])
  return runs
}

export const useRuns = (): Runs => {
  const runs = useContext(Context)
  if (!runs) throw new Error('Used outside of <RunsContext>')
  return runs
}

/** What the newest run says of a node; changes only when its tasks do. */
export const useNodeRun = (node: string): NodeRun | undefined => {
  const { state } = useRuns()
  return useSyncExternalStore(
    useCallback((listener) => state.watchNode(node, listener), [state, node]),
    () => state.nodeRun(node),
  )
}

/** How the last try at the items of a node ended, of which its newest run says nothing. */
export const useLastTries = (node: string): readonly VainTry[] => {
  const { state } = useRuns()
  return useSyncExternalStore(
    useCallback((listener) => state.watchNode(node, listener), [state, node]),
    () => state.lastTries(node),
  )
}

/** The last result of a node and its items, from runs, the plan, or what was stored long ago. Empty: nothing was ever made. */
export const useLatest = (node: string): readonly LatestItem[] => {
  const { state } = useRuns()
  const ready = useStore(
    state.store,
    ({ plan, ready: caughtUp }) => caughtUp && (plan.fresh || plan.error !== undefined),
  )
  const latest = useSyncExternalStore(
    useCallback((listener) => state.watchLatest(node, listener), [state, node]),
    () => state.latest(node),
  )
  const nothing = !latest.some((item) => item.outputs)
  useEffect(() => {
    if (ready && nothing) state.takes.need(node)
  }, [state, node, ready, nothing])
  return latest
}

/** The takes of an item, oldest first: position 0 is take 1. `undefined` while they are being fetched. */
export const useTakes = (node: string, item: string | null): readonly StoredResult[] | undefined => {
  const { state } = useRuns()
  return useSyncExternalStore(
    useCallback((listener) => state.watchTakes(node, listener), [state, node]),
    () => state.takesOf(node, item),
  )
}

/** What the plan says of a node, by item. */
export const usePlanned = (node: string): readonly PlannedTask[] => {
  const { state } = useRuns()
  return useSyncExternalStore(
    useCallback((listener) => state.watchPlanned(node, listener), [state, node]),
    () => state.planned(node),
  )
}

export const useRunsState = <T>(select: (state: RunsState) => T): T => useStore(useRuns().state.store, select)

export const useRunHeader = (run: RunId | undefined): RunHeader | undefined => {
  const { state } = useRuns()
  return useSyncExternalStore(
    useCallback((listener) => (run ? state.watchRun(run, listener) : () => {}), [state, run]),
    () => (run ? state.header(run) : undefined),
  )
}

/** What of all runs that go on asks a person something, in words; nothing where nothing does. */
export const useAsksText = (): string | undefined => {
  const { state } = useRuns()
  return useSyncExternalStore(
    useCallback((listener) => state.watchCurrent(listener), [state]),
    () => {
      const asks = state.asks()
      return asks.steps > 0 ? asksText(asks) : undefined
    },
  )
}

/** The tasks of a run that is known here, in the order of its plan; empty where it is not. */
export const useRunTasks = (run: RunId): readonly TaskState[] => {
  const { state } = useRuns()
  const header = useRunHeader(run)
  // A header is made anew with each change of its run.
  return useMemo(() => (header ? state.tasksOfRun(run) : []), [state, run, header])
}

/** The run that goes on, else the last one. */
export const useCurrentRun = (): RunHeader | undefined => {
  const { state } = useRuns()
  return useSyncExternalStore(
    useCallback((listener) => state.watchCurrent(listener), [state]),
    () => state.current(),
  )
}
