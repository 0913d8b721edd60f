import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { FingerprintSchema, ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { MicrosSchema } from '../node/price.ts'
import { RUN_END_STATUSES, taskKey, type RunEvent, type VolatileEvent } from './events.ts'
import { OutputsSchema, ReasonSchema, ScopeSchema, type PlannedTask } from './plan.ts'

export const RunStatusSchema = z.enum(['queued', 'running', 'waiting', ...RUN_END_STATUSES])
export type RunStatus = z.infer<typeof RunStatusSchema>

export const TaskStatusSchema = z.enum([
  'waiting',
  'queued',
  'running',
  'held',
  'late',
  'succeeded',
  'failed',
  'blocked',
  'cancelled',
  'unknown',
])
export type TaskStatus = z.infer<typeof TaskStatusSchema>

/** Times in milliseconds since 1970. */
export const TaskStateSchema = z.object({
  node: z.string(),
  item: z.string().nullable(),
  position: z.int().nonnegative(),
  status: TaskStatusSchema,
  reused: z.boolean(),
  reason: ReasonSchema,
  fingerprint: FingerprintSchema.exactOptional(),
  outputs: OutputsSchema.exactOptional(),
  error: ErrorBodySchema.exactOptional(),
  cost: MicrosSchema.exactOptional(),
  saved: MicrosSchema.exactOptional(),
  attempt: z.int().nonnegative(),
  /** How often the process died while this task was running. */
  deaths: z.int().nonnegative(),
  startedAt: z.number().exactOptional(),
  endedAt: z.number().exactOptional(),
  /** Volatile: 0 to 1. */
  progress: z.number().exactOptional(),
  note: z.string().exactOptional(),
  /** Volatile: a small picture as a data URI. */
  preview: z.string().exactOptional(),
})
export type TaskState = z.infer<typeof TaskStateSchema>

export const RunSchema = z.object({
  id: RunIdSchema,
  project: ProjectIdSchema,
  revision: z.int().nonnegative(),
  scope: ScopeSchema,
  status: RunStatusSchema,
  cancelling: z.boolean(),
  tasks: z.array(TaskStateSchema),
  /** Micro-dollars spent so far. */
  cost: MicrosSchema,
  saved: MicrosSchema,
  createdAt: z.number(),
  startedAt: z.number().exactOptional(),
  endedAt: z.number().exactOptional(),
})
/** A run as it travels. */
export type Run = z.infer<typeof RunSchema>

/** A run as it is folded: the same, with its tasks by key. The owner lets `applyRunEvent` change it in place. */
export interface RunState extends Omit<Run, 'tasks'> {
  readonly tasks: Map<string, TaskState>
}

export const toWire = (state: RunState): Run => ({ ...state, tasks: [...state.tasks.values()] })

export const fromWire = (run: Run): RunState => ({
  ...run,
  tasks: new Map(run.tasks.map((task) => [taskKey(task.node, task.item), task])),
})

type Created = Extract<RunEvent, { type: 'run-created' }>

/** The state that the first event of every journal makes. */
export const newRunState = (event: Created): RunState => ({
  id: event.run,
  project: event.project,
  revision: event.revision,
  scope: event.scope,
  status: 'queued',
  cancelling: false,
  tasks: new Map(),
  cost: 0,
  saved: 0,
  createdAt: event.at,
})

/** `run` stands for the run itself; everything else is a task key. */
export type ChangedKeys = readonly string[]
export const RUN_KEY = '#run'

/**
 * Folds one event into the state, in place, and returns the keys that changed. Task objects are replaced, never changed,
 * so that whoever holds one can compare by identity. What has ended, a task or the run, stays as it ended.
 */
export const applyRunEvent = (state: RunState, event: RunEvent | VolatileEvent): ChangedKeys => {
  if (state.endedAt !== undefined) return []
  switch (event.type) {
    case 'run-created':
      return []
    case 'planned':
      for (const planned of event.tasks)
        state.tasks.set(taskKey(planned.node, planned.item), plannedState(planned, event.at))
      state.saved += event.tasks.reduce((sum, planned) => sum + (planned.saved ?? 0), 0)
      state.status = 'running'
      state.startedAt = event.at
      return [RUN_KEY, ...event.tasks.map((planned) => taskKey(planned.node, planned.item))]
    case 'expanded':
      return expand(state, event)
    case 'task-reused': {
      const changed = change(state, event, (task) => ({
        ...settled(task, event.at),
        status: 'succeeded',
        reused: true,
        reason: event.reason,
        outputs: event.outputs,
        ...(event.fingerprint && { fingerprint: event.fingerprint }),
        ...(event.saved !== undefined && { saved: event.saved }),
      }))
      return withSums(state, changed, { saved: event.saved })
    }
    case 'task-started':
      return change(state, event, (task) => ({
        ...live(task),
        status: 'running',
        attempt: event.attempt,
        startedAt: event.at,
        ...(event.reason && { reason: event.reason }),
      }))
    case 'task-succeeded': {
      const changed = change(state, event, (task) => ({
        ...settled(task, event.at),
        status: 'succeeded',
        outputs: event.outputs,
        ...(event.fingerprint && { fingerprint: event.fingerprint }),
        ...(event.cost !== undefined && { cost: event.cost }),
      }))
      return withSums(state, changed, { cost: event.cost })
    }
    case 'task-failed':
      return change(state, event, (task) => ({ ...settled(task, event.at), status: 'failed', error: event.error }))
    case 'task-blocked':
      return change(state, event, (task) => ({ ...settled(task, event.at), status: 'blocked', error: event.error }))
    case 'task-cancelled':
      return change(state, event, (task) => ({ ...settled(task, event.at), status: 'cancelled' }))
    case 'run-suspended':
      state.status = 'queued'
      return [RUN_KEY, ...interrupt(state, 0)]
    case 'run-resumed':
      state.status = 'running'
      return [RUN_KEY, ...interrupt(state, 1)]
    case 'cancel-requested':
      state.cancelling = true
      return [RUN_KEY]
    case 'run-ended':
      state.status = event.status
      state.cancelling = false
      state.endedAt = event.at
      return [RUN_KEY]
    case 'task-queued':
      return change(state, event, (task) => (task.status === 'waiting' ? { ...task, status: 'queued' } : task))
    case 'task-progress':
      return change(state, event, (task) =>
        task.status === 'running'
          ? { ...task, progress: event.fraction, ...(event.note !== undefined && { note: event.note }) }
          : task,
      )
    case 'task-preview':
      return change(state, event, (task) => (task.status === 'running' ? { ...task, preview: event.image } : task))
  }
}

const STATUS_BY_VERDICT = {
  reuse: 'succeeded',
  run: 'waiting',
  waits: 'waiting',
  blocked: 'blocked',
  off: 'blocked',
} as const

const plannedState = (planned: PlannedTask, at: number): TaskState => ({
  node: planned.node,
  item: planned.item,
  position: planned.position,
  status: STATUS_BY_VERDICT[planned.verdict],
  reused: planned.verdict === 'reuse',
  reason: planned.reason,
  attempt: 0,
  deaths: 0,
  ...(planned.fingerprint && { fingerprint: planned.fingerprint }),
  ...(planned.outputs && { outputs: planned.outputs, endedAt: at }),
  ...(planned.saved !== undefined && { saved: planned.saved }),
  ...(planned.reason.because === 'problem' && { error: planned.reason.error }),
})

const expand = (state: RunState, event: Extract<RunEvent, { type: 'expanded' }>): ChangedKeys => {
  const changed: string[] = []
  if (!event.items.includes(null) && state.tasks.delete(event.node)) changed.push(event.node)
  event.items.forEach((item, position) => {
    const key = taskKey(event.node, item)
    if (state.tasks.has(key)) return
    state.tasks.set(key, {
      node: event.node,
      item,
      position,
      status: 'waiting',
      reused: false,
      reason: { because: 'inputs-unknown' },
      attempt: 0,
      deaths: 0,
    })
    changed.push(key)
  })
  return changed
}

const change = (
  state: RunState,
  at: { readonly node: string; readonly item: string | null },
  next: (task: TaskState) => TaskState,
): ChangedKeys => {
  const key = taskKey(at.node, at.item)
  const task = state.tasks.get(key)
  if (!task || ENDED.has(task.status)) return []
  const changed = next(task)
  if (changed === task) return []
  state.tasks.set(key, changed)
  return [key]
}

const ENDED: ReadonlySet<TaskStatus> = new Set(['succeeded', 'failed', 'blocked', 'cancelled'])

/** What a task cost or saved counts for the run once, with the event that ended the task. */
const withSums = (
  state: RunState,
  changed: ChangedKeys,
  { cost = 0, saved = 0 }: { readonly cost?: number | undefined; readonly saved?: number | undefined },
): ChangedKeys => {
  if (changed.length === 0 || cost + saved === 0) return changed
  state.cost += cost
  state.saved += saved
  return [RUN_KEY, ...changed]
}

/** Without what belongs to an attempt that is going on. */
const live = (task: TaskState): TaskState => {
  if (task.progress === undefined && task.preview === undefined && task.error === undefined && task.note === undefined)
    return task
  const { progress, note, preview, error, ...rest } = task
  void [progress, note, preview, error]
  return rest
}

const settled = (task: TaskState, at: number): TaskState => ({ ...live(task), endedAt: at })

/** What was under way waits again. After an orderly stop nothing was running any more, so a resume counts no death. */
const interrupt = (state: RunState, deaths: 0 | 1): string[] => {
  const changed: string[] = []
  for (const [key, task] of state.tasks) {
    if (task.status !== 'running' && task.status !== 'queued') continue
    state.tasks.set(key, {
      ...live(task),
      status: 'waiting',
      deaths: task.deaths + (task.status === 'running' ? deaths : 0),
    })
    changed.push(key)
  }
  return changed
}
