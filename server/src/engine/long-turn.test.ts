import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Scope } from '@reelgraph/shared'
import { drawProject, ended, openWorkshop } from './testing/workshop.ts'

const all: Scope = { of: 'all' }
const STEPS = 200

/** Keeps the event loop to itself for a millisecond, and waits for nothing. */
const busy = (): string => {
  const until = performance.now() + 1
  while (performance.now() < until);
  return ''
}

test('a run of steps that wait for nothing hears a wish to cancel before it is over', async () => {
  const workshop = openWorkshop({ behave: busy })
  const names = Array.from({ length: STEPS }, (_, index) => [`n${index}`, {}] as const)
  const id = await workshop.engine.start({ project: drawProject(Object.fromEntries(names)), revision: 1, scope: all })
  await nextTurn()
  await workshop.engine.cancel(id)
  expect((await ended(workshop.engine, id)).status).toBe('cancelled')
  expect(workshop.calls.length).toBeLessThan(STEPS)
  await workshop.close()
})

test('so does one whose steps become ready one after the other', async () => {
  const workshop = openWorkshop({ behave: busy })
  const chain = Array.from(
    { length: STEPS },
    (_, index) => [`n${index}`, index > 0 ? { from: [`n${index - 1}`] } : {}] as const,
  )
  const id = await workshop.engine.start({ project: drawProject(Object.fromEntries(chain)), revision: 1, scope: all })
  await nextTurn()
  await workshop.engine.cancel(id)
  expect((await ended(workshop.engine, id)).status).toBe('cancelled')
  expect(workshop.calls.length).toBeLessThan(STEPS)
  await workshop.close()
})
