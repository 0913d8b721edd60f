import {
  approveResult,
  cancelRun,
  decideTask,
  dropResult,
  errorBody,
  listNodeResults,
  listRuns,
  NodeIdSchema,
  planProject,
  prioritiseRun,
  rerollNode,
  startRun,
  type Decision,
  type ErrorBody,
  type Fingerprint,
  type Micros,
  type Outputs,
  type Plan,
  type Priority,
  type ProjectId,
  type RunId,
  type RunSummary,
  type Scope,
  type StoredResult,
  type TaskState,
} from '@reelgraph/shared'
import { call } from '../api/call.ts'
import type { ProjectListener } from '../api/cursor.ts'
import { tellElsewhere } from '../api/elsewhere.ts'
import { socket } from '../api/live.ts'

export interface StartOrder {
  /** Made here: a repetition of the same start gives the same run. */
  readonly id: RunId
  readonly scope: Scope
  readonly revision: number
  readonly atMost?: Micros
  readonly cap?: Micros
  readonly unknownPrices?: boolean
  readonly priority?: Priority
}

/** One task of a run. */
export interface TaskPlace {
  readonly node: string
  /** `null` outside a list. */
  readonly item: string | null
}

/** A task that somebody answers for, and what stood there when they looked: nothing where nothing was asked for yet. */
export interface SeenTask extends TaskPlace {
  readonly seen: Fingerprint | undefined
}

/** What stands there now is what whoever answers has before their eyes. */
export const seenNow = ({ node, item, fingerprint }: TaskState): SeenTask => ({ node, item, seen: fingerprint })

/** What a step gives, as the plan has it, and a person has looked at. */
export interface LookedAt extends TaskPlace {
  readonly outputs: Outputs
}

/** What runs need of the server. */
export interface RunApi {
  follow(project: ProjectId, listener: ProjectListener): () => void
  plan(project: ProjectId, scope: Scope, signal: AbortSignal): Promise<Plan>
  results(project: ProjectId, node: string): Promise<readonly StoredResult[]>
  history(project: ProjectId): Promise<{ readonly runs: readonly RunSummary[] } | { readonly error: ErrorBody }>
  start(project: ProjectId, order: StartOrder): Promise<RunId>
  cancel(run: RunId): Promise<void>
  decide(run: RunId, task: SeenTask, decide: Decision): Promise<void>
  approve(project: ProjectId, looked: LookedAt): Promise<void>
  prioritise(run: RunId, priority: Priority): Promise<void>
  drop(project: ProjectId, node: string, fingerprint: Fingerprint): Promise<void>
  reroll(project: ProjectId, node: string, items: readonly string[] | undefined): Promise<void>
}

export const runApi: RunApi = {
  follow: (project, listener) => socket.subscribe(project, listener),
  plan: (id, scope, signal) => call(planProject, { params: { id }, body: { scope: open(scope) }, signal }),
  results: async (id, node) => (await call(listNodeResults, { params: { id, node } })).results,
  history: (id) => call(listRuns, { params: { id } }).catch((thrown: unknown) => ({ error: errorBody(thrown) })),
  start: async (id, { scope, ...order }) =>
    (await call(startRun, { params: { id }, body: { ...order, scope: open(scope) } })).runId,
  cancel: async (id) => void (await call(cancelRun, { params: { id } })),
  decide: async (id, { node, item, seen }, decide) => {
    const body = { node, item, decide, ...(seen !== undefined && { seen }) }
    await call(decideTask, { params: { id }, body })
  },
  approve: async (id, { node, item, outputs }) => {
    await call(approveResult, { params: { id }, body: { node: NodeIdSchema.parse(node), item, outputs } })
    tellElsewhere()
  },
  prioritise: async (id, priority) => void (await call(prioritiseRun, { params: { id }, body: { priority } })),
  drop: async (id, node, fingerprint) =>
    void (await call(dropResult, { params: { id, node: NodeIdSchema.parse(node), fingerprint } })),
  reroll: async (id, node, items) =>
    void (await call(rerollNode, { params: { id }, body: { node, ...(items && { items: [...items] }) } })),
}

/** The schema's input is mutable; the scope is not. */
const open = (scope: Scope) => {
  if (scope.of === 'all') return scope
  return scope.of === 'items' ? { ...scope, items: [...scope.items] } : { ...scope, nodes: [...scope.nodes] }
}
