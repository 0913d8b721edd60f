import type {
  ErrorBody,
  Finding,
  Fingerprint,
  Outputs,
  PlannedTask,
  Reason,
  TaskState,
  VainTry,
} from '@reelgraph/shared'
import type { LatestItem } from '../../runs/latest.ts'
import type { PausedLane, StepQueue } from '../../queue/paused-lanes.ts'
import { askOf } from '../../runs/asks.ts'
import { isOtherWork } from '../../runs/other-work.ts'
import type { NodeRun } from '../../runs/run-folds.ts'
import { stepStateOf } from '../../runs/step-state.ts'
import { wasStopped } from '../../runs/was-stopped.ts'
import type { StepState } from '../../ui/state-dot.tsx'

/** One item of a node as its card shows it: what goes on, or what was made last. */
export interface ItemView {
  readonly item: string | null
  readonly position: number
  /** `idle`: nothing was made and nothing is going on. */
  readonly state: StepState | 'idle'
  readonly outputs: Outputs | undefined
  readonly fingerprint: Fingerprint | undefined
  /** The graph would make something else now. */
  readonly stale: boolean
  /** 0 to 1. */
  readonly progress?: number
  readonly note?: string
  readonly preview?: string
  readonly error?: ErrorBody
  /** Micro-dollars. */
  readonly cost?: number
  readonly saved?: number
  readonly reason?: Reason
  /** What a run says of it: while it goes on, and afterwards where that is still to be known. */
  readonly task?: TaskState
  /** What is off with it, of what is not going on. */
  readonly off?: readonly Finding[]
  /** What the model is called that makes it, or has made it, in the place of the node's own. */
  readonly by?: string
  /** It waits at an account on which nothing starts now. */
  readonly paused?: PausedLane
  /** The last try failed or was stopped, and was at something else than the graph would make now. */
  readonly before?: 'failed' | 'cancelled'
}

interface Sources {
  readonly latest: readonly LatestItem[]
  readonly run: NodeRun | undefined
  /** How the last try at an item ended where `run` says nothing of it. */
  readonly tries?: readonly VainTry[]
  readonly planned: readonly PlannedTask[]
  /** Where tasks of it wait for their turn. */
  readonly queue?: StepQueue | undefined
  /** What a model is called. */
  modelOf?(model: string): string
}

export const itemViews = ({
  latest,
  run,
  tries = [],
  planned,
  queue,
  modelOf = String,
}: Sources): readonly ItemView[] => {
  const known: readonly Place['place'][] =
    latest.length > 0
      ? latest
      : planned.map(({ item, position }) => ({
          item,
          position,
          outputs: undefined,
          fingerprint: undefined,
          stale: false,
        }))
  return [...known, ...formerPlaces(run, known)].map((place) => {
    const past = tries.find((entry) => entry.task.item === place.item)
    const task = past ? past.task : run?.tasks.find((entry) => entry.item === place.item)
    const plan = planned.find((entry) => entry.item === place.item)
    return viewOf({ place, task, plan, active: !past && run?.active === true, queue, modelOf })
  })
}

/** Items that have left the list while a run waits for a person to decide of them: they stand behind the others. */
const formerPlaces = (run: NodeRun | undefined, known: readonly Place['place'][]): readonly Place['place'][] => {
  if (!run?.active) return []
  const former = run.tasks.filter((task) => askOf(task) && !known.some(({ item }) => item === task.item))
  return former.map(({ item, outputs, fingerprint }, index) => ({
    item,
    position: known.length + index,
    outputs,
    fingerprint,
    stale: true,
  }))
}

interface Place {
  readonly place: Pick<LatestItem, 'item' | 'position' | 'outputs' | 'fingerprint' | 'stale'>
  readonly task: TaskState | undefined
  readonly plan: PlannedTask | undefined
  readonly active: boolean
  readonly queue: StepQueue | undefined
  modelOf(model: string): string
}

const viewOf = ({ place, task, plan, active, queue, modelOf }: Place): ItemView => {
  const { item, position, outputs, fingerprint, stale } = place
  const common = { item, position, outputs, fingerprint, stale }
  if (task && active && task.reason.because !== 'off')
    return {
      ...common,
      ...liveOf(task),
      ...queuedOf(task, queue),
      ...(task.fallback && { by: modelOf(task.fallback.model) }),
    }
  if (plan?.verdict === 'off') return { ...common, state: 'cancelled', reason: plan.reason }
  // Nothing tells of a failure but the run it happened in; a plan that reuses a result has found a way round it.
  const vain = plan?.verdict === 'reuse' ? undefined : endedInVain(task)
  const other = task !== undefined && isOtherWork(task, plan)
  if (vain === 'failed' && task?.error && !other)
    return {
      ...common,
      ...{ state: 'failed', error: task.error, reason: task.reason, task },
      ...(task.cost !== undefined && { cost: task.cost }),
    }
  if (plan?.verdict === 'blocked' && plan.reason.because === 'problem')
    return { ...common, state: 'blocked', error: plan.reason.error, reason: plan.reason }
  const waits = plan && waitingInPlan(plan)
  if (plan && waits) return { ...common, state: waits, reason: plan.reason }
  if (task && vain === 'cancelled' && !other && !outputs) return { ...common, state: 'cancelled', task }
  if (!outputs) {
    const error = task?.status === 'blocked' && !plan ? task.error : undefined
    return {
      ...common,
      state: error ? 'blocked' : 'idle',
      ...(error && { error }),
      ...(plan && { reason: plan.reason }),
      ...(vain && other && { before: vain }),
    }
  }
  const reused = task ? task.reused : false
  const off = stale ? undefined : (plan?.findings ?? task?.findings)
  const fallback = stale ? undefined : (plan?.fallback ?? task?.fallback)
  return {
    ...common,
    state: stale ? 'waits' : plan?.gated ? 'look' : reused ? 'reused' : 'done',
    ...(plan && { reason: plan.reason }),
    ...(off && { off }),
    ...(fallback && { by: modelOf(fallback.model) }),
    ...(task?.cost !== undefined && { cost: task.cost }),
    ...(task?.reused && task.saved !== undefined && { saved: task.saved }),
  }
}

/** Of a try that began: it failed, or was stopped. */
const endedInVain = (task: TaskState | undefined): 'failed' | 'cancelled' | undefined => {
  if (task?.status === 'failed') return 'failed'
  return task && wasStopped(task) ? 'cancelled' : undefined
}

/** What the next run would find under way, unclear, or behind a gate. */
const waitingInPlan = ({ reason }: PlannedTask): StepState | undefined => {
  if (reason.because === 'outcome-unknown') return 'unknown'
  if (reason.because === 'under-way') return 'late'
  return reason.because === 'gate' ? 'held' : undefined
}

/** What is in a queue waits for its turn there, and for nothing else that was said of it before. */
const queuedOf = (
  task: TaskState,
  queue: StepQueue | undefined,
): Partial<Pick<ItemView, 'state' | 'task' | 'paused'>> => {
  const isQueued = (task.status === 'waiting' || task.status === 'queued') && queue?.items.includes(task.item) === true
  if (!isQueued) return {}
  const { retryAt, ...rest } = task
  void retryAt
  return queue.paused ? { state: 'held', task: rest, paused: queue.paused } : { state: 'queued', task: rest }
}

const errorOf = ({ error, unseen }: TaskState): Pick<ItemView, 'error'> => {
  const told = error ?? unseen?.error
  return told ? { error: told } : {}
}

const liveOf = (task: TaskState): Omit<ItemView, 'item' | 'position' | 'outputs' | 'fingerprint' | 'stale'> => ({
  state: stepStateOf(task),
  task,
  reason: task.reason,
  ...(task.progress !== undefined && { progress: task.progress }),
  ...(task.note !== undefined && { note: task.note }),
  ...(task.preview !== undefined && { preview: task.preview }),
  ...errorOf(task),
  ...(task.cost !== undefined && { cost: task.cost }),
  ...(task.saved !== undefined && { saved: task.saved }),
})
