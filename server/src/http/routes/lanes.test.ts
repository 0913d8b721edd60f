import { defineProvider, newProjectId, ErrorBodySchema, ReelgraphError } from '@reelgraph/shared'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { LaneBoard } from '../../engine/lane-board.ts'
import { createManualClock } from '../../testing/manual-clock.ts'
import { answerError } from '../answer-error.ts'
import { laneRoutes } from './lanes.ts'

const fal = defineProvider({ id: 'fal', title: 'Fal', summary: '', builtIn: false, concurrency: 2, perMinute: 10 })

const project = newProjectId()
const runOf = (run: string) => ({ run, project, priority: 'high' as const, cancelling: false })

const openDesk = () => {
  const app = new Hono()
  app.onError((error) => {
    if (error instanceof ReelgraphError) return answerError(error.body)
    throw error
  })
  const catalog = { providers: new Map([[fal.id, fal]]) }
  const engine = new LaneBoard({ catalog, cores: 4, clock: createManualClock(), limitsOf: () => ({}), runOf })
  laneRoutes({ app, contracts: [], checkAnswers: true }, { engine })
  const call = async (method: string, path: string, body?: unknown) => {
    const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await app.request(path, { method, ...(body !== undefined && json) })
    const answer: unknown = await response.json()
    return { status: response.status, body: answer }
  }
  return { engine, call }
}

const job = (node: string) => ({
  owner: 'run',
  priority: 'high' as const,
  urgency: 0,
  place: { run: 'run', node, item: 'shot-1' },
  start: () => new Promise<void>(() => undefined),
})

test('the queue can be read', async () => {
  const { engine, call } = openDesk()
  expect(await call('GET', '/api/lanes')).toEqual({ status: 200, body: { lanes: [] } })
  for (const node of ['a', 'b', 'c']) engine.laneOf('fal').enqueue(job(node))
  const { body } = await call('GET', '/api/lanes')
  expect(body).toEqual({ lanes: engine.lanes() })
  expect(body).toMatchObject({
    lanes: [
      {
        running: [{ node: 'a' }, { node: 'b' }],
        queued: [{ node: 'c', item: 'shot-1', priority: 'high' }],
        runs: [{ run: 'run', project, priority: 'high', cancelling: false }],
      },
    ],
  })
})

test('a lane is paused, resumed and set, and the answer is how it stands then', async () => {
  const { call } = openDesk()
  expect(await call('POST', '/api/lanes/fal/pause')).toMatchObject({ status: 200, body: { id: 'fal', paused: true } })
  expect(await call('PUT', '/api/lanes/fal', { concurrency: 7 })).toMatchObject({
    status: 200,
    body: { concurrency: 7, perMinute: 10, paused: true },
  })
  expect(await call('POST', '/api/lanes/fal/resume')).toMatchObject({ body: { paused: false, concurrency: 7 } })
  const { body } = await call('PUT', '/api/lanes/fal', { perMinute: null })
  expect(body).toMatchObject({ concurrency: 7 })
  expect(body).not.toHaveProperty('perMinute')
})

test('a lane that waits for its provider says until when and why, and goes on at a word', async () => {
  const { engine, call } = openDesk()
  engine.laneOf('fal').backOff(1_700_000_030_000, 'Fal has too many of your requests at once.')
  expect(await call('GET', '/api/lanes')).toMatchObject({
    body: {
      lanes: [{ pausedUntil: 1_700_000_030_000, pausedBecause: 'Fal has too many of your requests at once.' }],
    },
  })
  const { status, body } = await call('POST', '/api/lanes/fal/resume')
  expect([status, Object.keys(Object(body)).filter((name) => name.startsWith('paused'))]).toEqual([200, ['paused']])
})

test('a lane that there is not, and a limit that is none, are refused by name', async () => {
  const { engine, call } = openDesk()
  const refusal = async (...request: Parameters<typeof call>) => {
    const { status, body } = await call(...request)
    const error = ErrorBodySchema.parse(Object(body).error)
    return { status, code: error.code, field: error.field, message: error.message }
  }
  expect(await refusal('POST', '/api/lanes/elsewhere/pause')).toMatchObject({
    status: 404,
    code: 'not-found',
    message: expect.stringContaining('elsewhere'),
  })
  expect(await refusal('PUT', '/api/lanes/fal', { concurrency: 0 })).toMatchObject({
    status: 400,
    field: 'concurrency',
  })
  expect(await refusal('PUT', '/api/lanes/fal', { perMinute: 1.5 })).toMatchObject({ status: 400, field: 'perMinute' })
  expect(await refusal('PUT', '/api/lanes/fal', { paused: true })).toMatchObject({ status: 400, field: 'paused' })
  expect(engine.lanes()).toEqual([])
})
