import {
  applyOps,
  applyRunEvent,
  fromWire,
  newRunState,
  type Op,
  type Project,
  type RunState,
  type SequencedEvent,
  type ServerFrame,
} from '@reelgraph/shared'
import { expect } from 'vitest'
import { picture, projectId, runId } from './graphs.ts'
import { connectSocket } from './socket-client.ts'
import { startApp } from './start-app.ts'

export const film = projectId('film')
export const run = runId('run')
export const graph = { nodes: { b: picture('b') }, edges: {} }
export const rename = (name: string) => ({
  id: name,
  base: 0,
  ops: [{ op: 'set' as const, path: ['name'], value: name }],
})

/** An app with a film, on a real port. */
export const started = async (more: Parameters<typeof startApp>[0] = {}) => {
  const app = await startApp(more)
  await app.call('POST', '/api/projects', { id: 'film', name: 'Film', graph })
  const { url } = await app.listen()
  const startRun = (id = 'run') => app.call('POST', '/api/projects/film/runs', { id, scope: { of: 'all' } })
  return { ...app, url, startRun, connect: () => connectSocket(url) }
}

export const progress = (fraction: number) => ({ type: 'task-progress', node: 'b', item: null, fraction }) as const
export const taskStarted = { type: 'task-started', at: 2, node: 'b', item: null, attempt: 1 } as const
export const subscribe = { type: 'subscribe', project: film, runs: {} } as const

export interface Seen {
  project: Project | undefined
  revision: number
  readonly runs: Map<string, RunState>
  readonly seqs: Map<string, number>
}

export const nothingSeen = (): Seen => ({ project: undefined, revision: 0, runs: new Map(), seqs: new Map() })

/** What a browser makes of the frames, by the same folds. Outside an answer nothing may be missing and nothing may come twice. */
export const fold = (frames: readonly ServerFrame[]): Seen => {
  const seen = nothingSeen()
  for (const frame of frames) foldFrame(seen, frame)
  return seen
}

export const foldFrame = (seen: Seen, frame: ServerFrame): void => {
  switch (frame.type) {
    case 'subscribed':
      if (frame.snapshot) Object.assign(seen, { project: frame.snapshot.project, revision: frame.snapshot.revision })
      for (const batch of frame.batches) if (batch.revision > seen.revision) foldBatch(seen, batch)
      for (const { run: state, seq } of frame.runs) {
        seen.runs.set(state.id, fromWire(state))
        seen.seqs.set(state.id, seq)
      }
      for (const { run: id, events } of frame.missed)
        foldEvents(
          seen,
          id,
          events.filter(({ seq }) => seq > (seen.seqs.get(id) ?? 0)),
        )
      return
    case 'ops':
      return foldBatch(seen, frame)
    case 'run-events':
      return foldEvents(seen, frame.run, frame.events)
    case 'run-volatile': {
      const state = seen.runs.get(frame.run)
      for (const event of state ? frame.events : []) {
        if (event.type === 'task-progress')
          expect(event.fraction).toBeGreaterThanOrEqual(state?.tasks.get(event.node)?.progress ?? 0)
        if (state) applyRunEvent(state, event)
      }
      return
    }
    case 'lanes':
    case 'project-deleted':
    case 'result-forgotten':
    case 'error':
      return
  }
}

const foldBatch = (seen: Seen, { revision, ops }: { readonly revision: number; readonly ops: readonly Op[] }): void => {
  expect(revision).toBe(seen.revision + 1)
  if (!seen.project) throw new Error('a batch came before the document')
  seen.project = applyOps(seen.project, ops).project
  seen.revision = revision
}

const foldEvents = (seen: Seen, id: string, events: readonly SequencedEvent[]): void => {
  for (const { seq, event } of events) {
    expect(seq).toBe((seen.seqs.get(id) ?? 0) + 1)
    seen.seqs.set(id, seq)
    if (event.type === 'run-created') seen.runs.set(id, newRunState(event))
    const state = seen.runs.get(id)
    if (state) applyRunEvent(state, event)
  }
}
