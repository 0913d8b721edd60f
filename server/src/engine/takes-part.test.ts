import { expect, test } from 'vitest'
import { taskKey, type Plan, type Run, type Scope } from '@reelgraph/shared'
import { drawProject, ended, openWorkshop, type Workshop } from './testing/workshop.ts'

const verdictsOf = ({ tasks }: Plan) =>
  Object.fromEntries(tasks.map(({ node, item, verdict }) => [taskKey(node, item), verdict]))
const statusesOf = ({ tasks }: Run) =>
  Object.fromEntries(tasks.map(({ node, item, status }) => [taskKey(node, item), status]))

const both = async ({ engine }: Workshop, table: Parameters<typeof drawProject>[0], scope: Scope) => {
  const order = { project: drawProject(table), revision: 1, scope }
  const plan = await engine.plan(order)
  const run = await ended(engine, await engine.start(order))
  return { plan: verdictsOf(plan), run: statusesOf(run), status: run.status }
}

test('what takes no part is off in the plan and in the run: switched off and bypassed', async () => {
  const workshop = openWorkshop()
  const table = {
    a: {},
    out: { mode: 'off' },
    past: { mode: 'bypass', from: ['a'] },
  } as const
  const { plan, run, status } = await both(workshop, table, { of: 'all' })
  expect(plan).toEqual({ a: 'run', out: 'off', past: 'off' })
  expect(run).toEqual({ a: 'succeeded', out: 'off', past: 'off' })
  expect(status).toBe('succeeded')
  await workshop.close()
})

test('what is outside the scope and not stored is off too, and what needs it is blocked', async () => {
  const workshop = openWorkshop()
  const table = { a: {}, b: { from: ['a'] }, x: {}, c: { from: ['x'] } } as const
  const { plan, run, status } = await both(workshop, table, { of: 'only', nodes: ['b', 'c', 'x'] as never })
  expect(plan).toEqual({ a: 'off', b: 'blocked', x: 'run', c: 'waits' })
  expect(run).toEqual({ a: 'off', b: 'blocked', x: 'succeeded', c: 'succeeded' })
  expect(status).toBe('partly')
  await workshop.close()
})

test('so is what turns out to be outside in the middle of the run', async () => {
  const workshop = openWorkshop()
  const table = { a: {}, b: { from: ['a'] }, c: { from: ['b'] } } as const
  await both(workshop, table, { of: 'all' })
  // of b something is stored, but nothing of this
  const changed = { ...table, a: { params: { say: 'another' } } } as const
  const { plan, run, status } = await both(workshop, changed, { of: 'only', nodes: ['a', 'c'] as never })
  expect(plan).toEqual({ a: 'run', b: 'waits', c: 'waits' })
  expect(run).toEqual({ a: 'succeeded', b: 'off', c: 'blocked' })
  expect(status).toBe('partly')
  await workshop.close()
})

test('what was never made and is outside is off before the run, which ends all the same', async () => {
  const workshop = openWorkshop()
  const table = { a: {}, b: { from: ['a'] }, c: { from: ['b'] } } as const
  const { plan, run, status } = await both(workshop, table, { of: 'only', nodes: ['a', 'c'] as never })
  expect(plan).toEqual({ a: 'run', b: 'off', c: 'blocked' })
  expect(run).toEqual({ a: 'succeeded', b: 'off', c: 'blocked' })
  expect(status).toBe('partly')
  await workshop.close()
})

test('a run in which nothing can be made is refused, and everything that is wrong is told', async () => {
  const workshop = openWorkshop()
  const { engine } = workshop
  const table = { text: { kind: 'typed' }, a: {}, b: { from: ['a'] }, x: {}, c: { from: ['x'] } } as const
  const order = { project: drawProject(table), revision: 1, scope: { of: 'only', nodes: ['b', 'c'] as never } } as const
  const { problems } = await engine.plan(order)
  expect(problems).toHaveLength(2)
  await expect(engine.start(order)).rejects.toMatchObject({
    body: {
      code: 'plan-problem',
      message: `Nothing can run: ${problems[0]?.message} And one more problem.`,
      hint: 'Run up to here.',
      detail: problems,
    },
  })
  expect(await engine.list(order.project.id)).toEqual([])
  await workshop.close()
})

test('a run in which everything is stored already is a run', async () => {
  const workshop = openWorkshop()
  const { engine } = workshop
  const order = { project: drawProject({ a: {}, b: { from: ['a'] } }), revision: 1, scope: { of: 'all' } } as const
  await ended(engine, await engine.start(order))
  const again = await ended(engine, await engine.start(order))
  expect([again.status, again.tasks.map(({ reused }) => reused)]).toEqual(['succeeded', [true, true]])
  await workshop.close()
})
