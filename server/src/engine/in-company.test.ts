import { expect, test } from 'vitest'
import type { Scope } from '@reelgraph/shared'
import { drawProject, ended, openWorkshop } from './testing/workshop.ts'

const all: Scope = { of: 'all' }

test('what another run has made and ended between a plan and its start is not made again', async () => {
  let goOn = (): void => {}
  const held = new Promise<string>((resolve) => (goOn = () => resolve('made')))
  let looks = 0
  const workshop = openWorkshop({
    behave: () => held,
    results: (store) => ({
      ...store,
      get: async (fingerprints) => {
        const rows = await store.get(fingerprints)
        looks += 1
        // The second run has just been told that there is no such result; the first one ends before it starts.
        if (looks === 2) goOn()
        return rows
      },
    }),
  })
  const { engine } = workshop
  const order = { project: drawProject({ x: {} }), revision: 1, scope: all }
  const first = await engine.start(order)
  const second = await engine.start(order)
  expect((await ended(engine, first)).status).toBe('succeeded')
  const state = await ended(engine, second)
  expect(state.tasks).toMatchObject([{ node: 'x', status: 'succeeded', reused: true }])
  expect(workshop.calls).toEqual(['x'])
  await workshop.close()
})
