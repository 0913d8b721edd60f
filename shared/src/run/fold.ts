import { taskKey, type RunEvent, type VolatileEvent } from './events.ts'
import { fallbackOf, offerOf } from './fallback.ts'
import { change } from './fold-change.ts'
import { closeGate, openGate } from './fold-gates.ts'
import { interrupt } from './fold-interrupt.ts'
import { live, look, settled, unchecked, unfallen } from './fold-live.ts'
import { lose, release } from './fold-unknown.ts'
import { closeLast, endAttempt, goesOn, startAttempt, startPaid, submit, type Ended } from './fold-attempts.ts'
import { overOf } from './limit.ts'
import { OUTSIDE, type PlannedTask } from './plan.ts'
import type { RunState, TaskState } from './state.ts'

/** `run` stands for the run itself; everything else is a task key. */
export type ChangedKeys = readonly string[]
export const RUN_KEY = '#run'

/**
 * Folds one event into the state, in place, and returns the keys that changed. Task objects are replaced, never changed,
 * so that whoever holds one can compare by identity. What has ended, a task or the run, stays as it ended; only a gate may
 * send its own step back.
 */
export const applyRunEvent = (state: RunState, event: RunEvent | VolatileEvent): ChangedKeys => {
  if (state.endedAt !== undefined) return []
  if (isFact(event)) state.updatedAt = event.at
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
        ...unfallen(unchecked(settled(task, event.at))),
        status: 'succeeded',
        reused: true,
        reason: event.reason,
        outputs: event.outputs,
        ...(event.fingerprint && { fingerprint: event.fingerprint }),
        ...(event.saved !== undefined && { saved: event.saved }),
        ...(event.findings && { findings: event.findings }),
        ...(event.fallback && { fallback: event.fallback }),
      }))
      if (changed.length === 0 || !event.saved) return changed
      state.saved += event.saved
      return [RUN_KEY, ...changed]
    }
    case 'task-started':
      return change(state, event, (task) => started(task, event))
    case 'attempt-started': {
      state.reserved += event.reserved ?? 0
      return [RUN_KEY, ...change(state, event, (task) => startPaid(task, event))]
    }
    case 'attempt-submitted':
      return change(state, event, (task) => submit(task, event))
    case 'attempt-ended':
      return endPaid(state, event)
    case 'task-continued':
      return change(state, event, (task) => goesOn(live(task), 'running'))
    case 'task-late':
      return change(state, event, (task) => goesOn(task, 'late'))
    case 'task-unknown':
      return change(state, event, (task) => lose(live(task), event))
    case 'task-held':
      return change(state, event, (task) => ({
        ...live(task),
        status: 'held',
        over: overOf(event),
      }))
    case 'task-released':
      return change(state, event, (task) => release(task, event))
    case 'gate-closed':
      return closeGate(state, event)
    case 'gate-opened':
      return openGate(state, event)
    case 'task-succeeded':
      return change(state, event, (task) => ({
        ...unchecked(live(task)),
        status: 'succeeded',
        endedAt: event.at,
        attempts: closeLast(task.attempts, { status: 'succeeded', at: event.at }),
        outputs: event.outputs,
        ...(event.fingerprint && { fingerprint: event.fingerprint }),
        ...(event.findings && { findings: event.findings }),
      }))
    case 'task-off':
      return change(state, event, (task) => ({
        ...live(task),
        status: 'waiting',
        attempts: closeLast(task.attempts, { status: 'succeeded', at: event.at }),
        findings: event.findings,
      }))
    case 'task-fell-back':
      return change(state, event, (task) => ({
        ...live(task),
        status: 'waiting',
        attempts: closeLast(task.attempts, { status: 'failed', at: event.at }),
        fallback: fallbackOf(event.model, event),
      }))
    case 'task-offered':
      return change(state, event, (task) => ({
        ...live(task),
        status: 'held',
        attempts: closeLast(task.attempts, { status: 'failed', at: event.at }),
        offer: offerOf(event),
      }))
    case 'task-failed':
      return change(state, event, (task) => ({
        ...settled(task, event.at),
        status: 'failed',
        attempts: closeLast(task.attempts, { status: 'failed', at: event.at }),
        error: event.error,
      }))
    case 'task-blocked':
      return change(state, event, (task) =>
        event.outside
          ? { ...settled(task, event.at), status: 'off', reason: OUTSIDE }
          : { ...settled(task, event.at), status: 'blocked', error: event.error },
      )
    case 'task-cancelled':
      return change(state, event, (task) => ({
        ...settled(task, event.at),
        status: 'cancelled',
        attempts: closeLast(task.attempts, { status: 'cancelled', at: event.at }),
        ...(event.mayBeBilled && { mayBeBilled: true }),
      }))
    case 'run-suspended':
      state.status = 'queued'
      return [RUN_KEY, ...interrupt(state, 0)]
    case 'run-resumed':
      state.status = 'running'
      return [RUN_KEY, ...interrupt(state, 1)]
    case 'run-waiting':
      state.status = 'waiting'
      return [RUN_KEY]
    case 'run-continued':
      state.status = 'running'
      return [RUN_KEY]
    case 'priority-set':
      state.priority = event.priority
      return [RUN_KEY]
    case 'cap-raised':
      if (event.of) state.raised = { ...state.raised, [event.of]: event.cap }
      else state.cap = event.cap
      return [RUN_KEY]
    case 'prices-accepted':
      state.unknownPrices = true
      state.unknownBeyondCap = true
      return [RUN_KEY]
    case 'cancel-requested':
      state.cancelling = true
      return [RUN_KEY]
    case 'run-ended':
      state.status = event.status
      state.cancelling = false
      state.endedAt = event.at
      return [RUN_KEY]
    case 'task-queued':
      return change(state, event, (task) =>
        task.status === 'waiting'
          ? { ...task, status: 'queued', ...(event.at !== undefined && { queuedAt: event.at }) }
          : task,
      )
    case 'task-progress':
      return change(state, event, (task) =>
        task.status === 'running'
          ? { ...task, progress: event.fraction, ...(event.note !== undefined && { note: event.note }) }
          : task,
      )
    case 'task-unseen':
      return change(state, event, (task) => look(task, event.unseen))
    case 'task-preview':
      return change(state, event, (task) => (task.status === 'running' ? { ...task, preview: event.image } : task))
  }
}

const VOLATILE: ReadonlySet<string> = new Set(['task-queued', 'task-progress', 'task-unseen', 'task-preview'])

const isFact = (event: RunEvent | VolatileEvent): event is RunEvent => !VOLATILE.has(event.type)

const STATUS_BY_VERDICT = {
  reuse: 'succeeded',
  run: 'waiting',
  waits: 'waiting',
  blocked: 'blocked',
  off: 'off',
} as const

/** Shared by all tasks that were never tried. */
const NO_ATTEMPTS: TaskState['attempts'] = []

const plannedState = (planned: PlannedTask, at: number): TaskState => ({
  node: planned.node,
  item: planned.item,
  position: planned.position,
  status: STATUS_BY_VERDICT[planned.verdict],
  reused: planned.verdict === 'reuse',
  reason: planned.reason,
  attempts: NO_ATTEMPTS,
  deaths: 0,
  ...(planned.fingerprint && { fingerprint: planned.fingerprint }),
  ...(planned.outputs && { outputs: planned.outputs, endedAt: at }),
  ...(planned.saved !== undefined && { saved: planned.saved }),
  ...(planned.reason.because === 'problem' && { error: planned.reason.error }),
  ...(planned.findings && { findings: planned.findings }),
  ...(planned.fallback && { fallback: planned.fallback }),
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
      attempts: NO_ATTEMPTS,
      deaths: 0,
    })
    changed.push(key)
  })
  return changed
}

const started = (task: TaskState, event: Extract<RunEvent, { type: 'task-started' }>): TaskState => ({
  ...madeBy(event.model, task.shared ? alone(live(task)) : live(task)),
  status: 'running',
  startedAt: event.at,
  attempts: event.shared ? task.attempts : startAttempt(task.attempts, event),
  ...(event.shared && { shared: true }),
  ...(event.reason && { reason: event.reason }),
  ...(event.queuedAt !== undefined && { queuedAt: event.queuedAt }),
})

/** A fallback that was named does not make what its own model makes after all. */
const madeBy = (model: string | undefined, task: TaskState): TaskState =>
  model === undefined || model === task.fallback?.model ? task : unfallen(task)

/** From now on it has an attempt of its own. */
const alone = ({ shared, ...rest }: TaskState): TaskState => {
  void shared
  return rest
}

/** An attempt's price counts for the run once: reserved from its start, spent with its end, both only as far as it is known. */
const endPaid = (state: RunState, event: Ended): ChangedKeys => {
  const task = state.tasks.get(taskKey(event.node, event.item))
  const attempt = task?.attempts.find(({ number }) => number === event.attempt)
  if (!task || !attempt) return []
  if (event.charged !== 'unknown') state.reserved = Math.max(0, state.reserved - (attempt.reserved ?? 0))
  if (event.charged !== 'unknown') state.cost += event.cost ?? 0
  const ended = endAttempt(task, event)
  const next: TaskState =
    event.retryAt === undefined ? ended : { ...live(ended), status: 'waiting', retryAt: event.retryAt }
  state.tasks.set(taskKey(event.node, event.item), next)
  return [RUN_KEY, taskKey(event.node, event.item)]
}
