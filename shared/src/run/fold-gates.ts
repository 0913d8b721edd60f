import { taskKey, type RunEvent } from './events.ts'
import { change } from './fold-change.ts'
import type { RunState, TaskState } from './state.ts'

export const closeGate = (state: RunState, event: Extract<RunEvent, { type: 'gate-closed' }>): readonly string[] => {
  const key = taskKey(event.node, event.item)
  const task = state.tasks.get(key)
  if (!task) return []
  state.tasks.set(key, { ...task, gate: 'closed' })
  const held = event.holds.flatMap((place) =>
    change(state, place, (waiting) => ({
      ...waiting,
      status: 'held',
      heldBy: [...(waiting.heldBy ?? []).filter((other) => other !== key), key],
    })),
  )
  return [key, ...held]
}

export const openGate = (state: RunState, event: Extract<RunEvent, { type: 'gate-opened' }>): readonly string[] => {
  const key = taskKey(event.node, event.item)
  const task = state.tasks.get(key)
  if (!task) return []
  state.tasks.set(key, event.decision === 'reroll' ? sentBack(task) : looked(task, event))
  const released = event.holds.flatMap((place) => change(state, place, (held) => withoutGate(held, key)))
  return [key, ...released]
}

const looked = (task: TaskState, event: Extract<RunEvent, { type: 'gate-opened' }>): TaskState => ({
  ...task,
  gate: 'open',
  ...(event.outputs && { outputs: event.outputs }),
  ...(event.fingerprint && { fingerprint: event.fingerprint }),
})

const sentBack = (task: TaskState): TaskState => {
  const { outputs, fingerprint, endedAt, gate, saved, findings, fallback, ...rest } = task
  void [outputs, fingerprint, endedAt, gate, saved, findings, fallback]
  return { ...rest, status: 'waiting', reused: false }
}

const withoutGate = (task: TaskState, gate: string): TaskState => {
  const { heldBy, ...rest } = task
  const others = (heldBy ?? []).filter((other) => other !== gate)
  if (others.length > 0) return { ...rest, heldBy: others }
  return rest.status === 'held' ? { ...rest, status: 'waiting' } : rest
}
