import {
  GraphSchema,
  Planner,
  applyRunEvent,
  fail,
  flatten,
  isOver,
  newRunState,
  type Catalog,
  type ErrorBody,
  type Fallback,
  type Graph,
  type Hash,
  type Outputs,
  type RunEvent,
  type RunState,
  type SequencedEvent,
} from '@reelgraph/shared'
import type { GraphStore } from '../store/stores.ts'
import type { RunRecord } from './run-record.ts'

/** The state of a run from its journal alone. */
export const foldJournal = (
  events: readonly SequencedEvent[],
): { readonly state: RunState; readonly seq: number } | undefined => {
  const [first] = events
  if (first?.event.type !== 'run-created') return undefined
  const state = newRunState(first.event)
  for (const { event } of events) applyRunEvent(state, event)
  return { state, seq: events.at(-1)?.seq ?? 0 }
}

interface LostRun {
  readonly record: RunRecord
  readonly why: string
  readonly at: number
}

/** Ends a run that cannot be resumed. */
export const endLost = ({ record, why, at }: LostRun): void => {
  const error: ErrorBody = {
    code: 'corrupt-document',
    message: `The server stopped in the middle of this run, and it could not go on: ${why}`,
    hint: 'Run it again; what was finished is reused.',
  }
  for (const task of [...record.state.tasks.values()]) {
    if (!isOver(task)) record.write({ type: 'task-failed', at, node: task.node, item: task.item, error })
  }
  record.write({ type: 'run-ended', at, status: 'failed' })
}

interface Past {
  readonly events: readonly SequencedEvent[]
  readonly graphs: GraphStore
  readonly catalog: Catalog
  readonly hash: Hash
  /** Whether a step could run on the account of this provider. */
  hasAccount(provider: string): boolean
}

/** Brings the flow of a run to where its journal ends. The run reads only the graph it was started with. */
export const replayFlow = async ({ events, graphs, catalog, hash, hasAccount }: Past): Promise<Planner> => {
  const [first] = events
  if (first?.event.type !== 'run-created') throw fail('corrupt-document', 'The journal of a run has no beginning.')
  const { graph: graphHash, revision, scope } = first.event
  const json = await graphs.get(graphHash)
  if (json === undefined) throw fail('corrupt-document', 'The graph of a run is gone.')
  const graph: Graph = GraphSchema.parse(JSON.parse(json))
  const planner = new Planner({ graph: flatten(graph, catalog), scope, revision, hash, hasAccount })
  for (const { event } of events) replay(planner, event)
  planner.flow.takeNews()
  return planner
}

type FellBack = Extract<RunEvent, { type: 'task-fell-back' }>

interface Given {
  readonly node: string
  readonly item: string | null
  readonly outputs: Outputs
  readonly gated?: true | undefined
}

const openGate = (planner: Planner, event: Extract<RunEvent, { type: 'gate-opened' }>): void => {
  const { flow } = planner
  const task = flow.task(event.node, event.item)
  if (!task) return
  if (event.decision !== 'reroll') return flow.open(task, event.outputs)
  flow.reopen(task)
  if (event.take !== undefined) planner.retake(task, event.take)
}

const fallBack = (
  planner: Planner,
  { node, item, model, because }: Pick<FellBack, keyof Fallback | 'node' | 'item'>,
): void => {
  const task = planner.flow.task(node, item)
  if (task) planner.fallBack(task, { model, because })
}

const replay = (planner: Planner, event: RunEvent): void => {
  const { flow } = planner
  const succeed = ({ node, item, outputs, gated }: Given): void => {
    const task = flow.task(node, item)
    if (task && gated) flow.show(task, outputs)
    else if (task) flow.succeed(task, outputs)
  }
  switch (event.type) {
    case 'planned':
      for (const { node, item, outputs, verdict, reason, gated, fallback } of event.tasks) {
        if (fallback && !outputs) fallBack(planner, { node, item, ...fallback })
        if (outputs) succeed({ node, item, outputs, gated })
        const task = verdict === 'blocked' ? flow.task(node, item) : undefined
        if (task && reason.because === 'problem') flow.stop(task, reason.error)
      }
      return
    case 'task-fell-back':
      return fallBack(planner, event)
    case 'task-reused':
    case 'task-succeeded':
      return succeed(event)
    case 'gate-opened':
      return openGate(planner, event)
    case 'task-failed':
    case 'task-blocked': {
      const task = flow.task(event.node, event.item)
      if (task) flow.stop(task, event.error)
      return
    }
    default:
      return
  }
}
