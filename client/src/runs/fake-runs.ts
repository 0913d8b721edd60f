import {
  FingerprintSchema,
  newProjectId,
  newRunId,
  type Decision,
  type Fingerprint,
  type Plan,
  type PlannedTask,
  type Reason,
  type RunEvent,
  type RunId,
  type Scope,
  type StoredResult,
  type TaskState,
} from '@reelgraph/shared'
import type { ProjectListener } from '../api/cursor.ts'
import { ProjectRuns } from './project-runs.ts'
import type { RunApi, SeenTask, StartOrder } from './run-api.ts'

export const ALL: Scope = { of: 'all' }
export const fingerprint = (digit: string): Fingerprint => FingerprintSchema.parse(digit.repeat(64))
export const typed: Reason = { because: 'typed' }
export const neverRun: Reason = { because: 'never-run' }

export const planned = (node: string, more: Partial<PlannedTask> = {}): PlannedTask => ({
  node,
  item: null,
  position: 0,
  verdict: 'run',
  reason: neverRun,
  price: { low: 0, high: 0 },
  ...more,
})

export const planOf = (tasks: readonly PlannedTask[], more: Partial<Plan> = {}): Plan => ({
  revision: 1,
  scope: ALL,
  tasks: [...tasks],
  total: { low: 0, high: 0 },
  saved: 0,
  unknown: { prices: 0, lengths: 0 },
  times: {},
  problems: [],
  ...more,
})

export const taskOf = (node: string, status: TaskState['status'], more: Partial<TaskState> = {}): TaskState => ({
  node,
  item: null,
  position: 0,
  status,
  reused: false,
  reason: neverRun,
  attempts: [],
  deaths: 0,
  ...more,
})

/** A task that is started, asks a provider, is charged `cost` micro-dollars and succeeds. */
export const paid = (node: string, cost: number, at = 2): readonly RunEvent[] => {
  const task = { at, node, item: null, attempt: 1 }
  return [
    { type: 'task-started', ...task },
    { type: 'attempt-started', ...task, key: `${node} 1`, request: 'sha', reserved: cost },
    { type: 'attempt-ended', ...task, outcome: 'succeeded', charged: true, cost },
  ]
}

/** The server as runs see it, for tests: it answers what the test says and remembers what it was asked. */
export const fakeServer = () => {
  const project = newProjectId()
  const asked: string[] = []
  const orders: StartOrder[] = []
  const decisions: (SeenTask & { readonly run: RunId; readonly decide: Decision })[] = []
  const server = {
    plan: planOf([]),
    results: [] as readonly StoredResult[],
    start: async (order: StartOrder): Promise<RunId> => order.id,
    listener: undefined as ProjectListener | undefined,
    asked,
    orders,
    decisions,
    drop: async (): Promise<void> => {},
    decide: async (): Promise<void> => {},
  }
  const api: RunApi = {
    follow: (_, listener) => {
      server.listener = listener
      return () => (server.listener = undefined)
    },
    plan: async (_, scope) => {
      asked.push(`plan ${scope.of}`)
      return { ...server.plan, scope }
    },
    results: async (_, node) => {
      asked.push(`results ${node}`)
      return server.results
    },
    history: async () => ({ runs: [] }),
    start: async (_, order) => {
      orders.push(order)
      return server.start(order)
    },
    cancel: async (run) => void asked.push(`cancel ${run}`),
    decide: async (run, task, decide) => {
      await server.decide()
      decisions.push({ run, ...task, decide })
    },
    approve: async (_, { node, item }) => {
      await server.decide()
      asked.push(`approve ${node} ${item}`)
    },
    prioritise: async (run, priority) => void asked.push(`prioritise ${run} ${priority}`),
    drop: async (_, node, result) => {
      asked.push(`drop ${node} ${result}`)
      await server.drop()
    },
    reroll: async (_, node, items) => void asked.push(`reroll ${node} ${items?.join() ?? 'all'}`),
  }
  const runs = new ProjectRuns(project, api)
  const say = (run: RunId, ...events: RunEvent[]): void => server.listener?.onRunEvents?.(run, events)
  const begin = (tasks: readonly PlannedTask[], at = 1): RunId => {
    const run = newRunId()
    say(
      run,
      { type: 'run-created', at, run, project, revision: 1, graph: 'g', scope: ALL },
      { type: 'planned', at, tasks: [...tasks] },
    )
    return run
  }
  return { server, api, runs, say, begin, project }
}
