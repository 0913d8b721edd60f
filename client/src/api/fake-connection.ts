import { emptyProject, newProjectId, newRunId, type Op, type RunEvent, type ServerFrame } from '@reelgraph/shared'
import type { ProjectListener } from './cursor.ts'
import { FakeWire } from './fake-wire.ts'
import { Socket } from './socket.ts'

export const project = newProjectId()
export const run = newRunId()

export const setUp = () => {
  const wires: FakeWire[] = []
  const socket = new Socket({
    connect: () => {
      const wire = new FakeWire()
      wires.push(wire)
      return wire
    },
    random: () => 1,
  })
  const latest = () => {
    const wire = wires.at(-1)
    if (!wire) throw new Error('nothing was connected')
    return wire
  }
  return { socket, wires, latest }
}

export const recorder = () => {
  const heard: string[] = []
  const listener: ProjectListener = {
    onSnapshot: (opened) => heard.push(`snapshot ${opened.revision}`),
    onBatch: (batch) => heard.push(`batch ${batch.revision}`),
    onRun: (whole) => heard.push(`run ${whole.status}`),
    onRunEvents: (_, events) => heard.push(...events.map((event) => `event ${event.at}`)),
    onVolatile: (_, events) => heard.push(...events.map((event) => event.type)),
    onCaughtUp: () => heard.push('caught up'),
    onDeleted: () => heard.push('deleted'),
  }
  return { heard, listener }
}

export const ops: Op[] = [{ op: 'set', path: ['name'], value: 'Dawn' }]
export const batch = (revision: number) => ({ id: `batch${revision}`, revision, ops })
export const opsFrame = (revision: number): ServerFrame => ({ type: 'ops', project, ...batch(revision) })
export const event = (seq: number): { seq: number; event: RunEvent } => ({
  seq,
  event: { type: 'run-resumed', at: seq },
})
export const eventsFrame = (...seqs: number[]): ServerFrame => ({
  type: 'run-events',
  project,
  run,
  events: seqs.map(event),
})
export const subscribed = (more: Partial<Extract<ServerFrame, { type: 'subscribed' }>> = {}): ServerFrame => ({
  type: 'subscribed',
  project,
  batches: [],
  runs: [],
  missed: [],
  vain: [],
  ...more,
})
export const snapshot = (revision: number) => ({
  project: { ...emptyProject(project, 'Dawn'), nodes: {}, edges: {} },
  revision,
  createdAt: 0,
  updatedAt: 0,
  notices: [],
})
export const whole = {
  id: run,
  project,
  revision: 4,
  scope: { of: 'all' as const },
  status: 'running' as const,
  cancelling: false,
  tasks: [],
  cost: 0,
  reserved: 0,
  saved: 0,
  priority: 'normal' as const,
  unknownPrices: false,
  createdAt: 0,
  updatedAt: 0,
}
