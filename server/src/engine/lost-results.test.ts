import { expect, test } from 'vitest'
import type { Scope } from '@reelgraph/shared'
import type { ResultStore } from '../store/stores.ts'
import { drawProject, ended, openWorkshop } from './testing/workshop.ts'

const all: Scope = { of: 'all' }

/** A store whose results cannot be looked up from the moment on that `lose` is called. */
const losing = () => {
  let lost = false
  const results = (store: ResultStore): ResultStore => ({
    ...store,
    get: async (fingerprints) => {
      if (lost) throw new Error('the disk has gone')
      return store.get(fingerprints)
    },
  })
  return { results, lose: () => (lost = true) }
}

test('where results cannot be looked up in the middle of a run, it fails what it cannot tell and ends', async () => {
  const { results, lose } = losing()
  const workshop = openWorkshop({ results, behave: ({ say }) => (say === 'a' && lose(), say) })
  const project = drawProject({ a: {}, b: { from: ['a'] }, c: { from: ['b'] } })
  const state = await ended(workshop.engine, await workshop.engine.start({ project, revision: 1, scope: all }))
  expect(state.status).toBe('partly')
  expect(state.tasks.map(({ node, status }) => [node, status])).toEqual([
    ['a', 'succeeded'],
    ['b', 'failed'],
    ['c', 'blocked'],
  ])
  expect(state.tasks[1]?.error).toMatchObject({ code: 'internal', detail: 'the disk has gone' })
  await workshop.close()
})

test('where results cannot be looked up, a run beside another one ends too', async () => {
  const { results, lose } = losing()
  let goOn = (): void => {}
  const held = new Promise<string>((resolve) => (goOn = () => resolve('x')))
  const workshop = openWorkshop({ results, behave: ({ say }) => (say === 'x' ? held : say) })
  const { engine } = workshop
  const first = await engine.start({ project: drawProject({ x: {} }), revision: 1, scope: all })
  const order = { project: drawProject({ y: {} }), revision: 1, scope: all }
  // Its plan is drawn before, its look beside the other run comes after.
  const second = engine.start(order)
  const stop = engine.watch(({ type }) => type === 'events' && lose())
  const state = await ended(engine, await second)
  stop()
  expect(state.tasks.map(({ node, status }) => [node, status])).toEqual([['y', 'failed']])
  goOn()
  expect((await ended(engine, first)).status).toBe('succeeded')
  await workshop.close()
})
