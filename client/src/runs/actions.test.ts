import { fail, NodeIdSchema, type ErrorBody } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { RunActions } from './actions.ts'
import { ALL, fakeServer, fingerprint, planned, planOf } from './fake-runs.ts'

const node = NodeIdSchema.parse('a')

const setUp = () => {
  const fake = fakeServer()
  const errors: ErrorBody[] = []
  const actions = new RunActions({ runs: fake.runs, api: fake.api, report: (error) => errors.push(error) })
  const asking = () => fake.runs.store.getState().asking
  return { ...fake, actions, errors, asking }
}

test('what costs nothing starts at once, with the revision that was planned', async () => {
  const { server, actions, asking } = setUp()
  server.plan = planOf([planned('a')], { revision: 7 })
  const { outcome } = await actions.run(ALL)
  expect(outcome).toBe('started')
  expect(server.orders).toMatchObject([{ scope: ALL, revision: 7, atMost: 0 }])
  expect(asking()).toBeUndefined()
})

test('what costs asks first and starts with the price the person saw', async () => {
  const { server, actions, asking } = setUp()
  server.plan = planOf([planned('a')], { total: { low: 100_000, high: 250_000 } })
  expect((await actions.run(ALL)).outcome).toBe('asked')
  expect(server.orders).toEqual([])
  expect(asking()).toMatchObject({ changed: false, plan: { total: { high: 250_000 } } })
  expect((await actions.confirm()).outcome).toBe('started')
  expect(server.orders).toMatchObject([{ atMost: 250_000 }])
  expect(asking()).toBeUndefined()
})

test('an unknown price is never taken for free; it starts with a cap', async () => {
  const { server, actions } = setUp()
  server.plan = planOf([planned('a', { price: 'unknown' })], { total: 'unknown' })
  expect((await actions.run(ALL)).outcome).toBe('asked')
  await actions.confirm({ cap: 2_000_000 })
  expect(server.orders[0]).toMatchObject({ cap: 2_000_000 })
  expect(server.orders[0]).not.toHaveProperty('atMost')
})

test('problems are shown before anything runs, free or not', async () => {
  const { server, actions, asking } = setUp()
  server.plan = planOf([planned('a')], {
    problems: [{ code: 'missing-input', message: '“Film” needs clips.', node: 'film' }],
  })
  expect((await actions.run(ALL)).outcome).toBe('asked')
  expect(asking()?.plan.problems).toHaveLength(1)
})

test('a plan that has become dearer comes back to the panel instead of starting', async () => {
  const { server, actions, asking } = setUp()
  server.plan = planOf([planned('a')], { total: { low: 1, high: 1 } })
  const dearer = planOf([planned('a'), planned('b')], { total: { low: 2, high: 2 } })
  server.start = async () => {
    throw fail('plan-changed', 'It costs more now.', { detail: { ...dearer } as never })
  }
  await actions.run(ALL)
  expect((await actions.confirm()).outcome).toBe('asked')
  expect(asking()).toMatchObject({ changed: true, plan: { total: { high: 2 } } })
})

test('a start whose answer got lost is sent again under the same id', async () => {
  const { server, actions, errors } = setUp()
  server.start = async (order) => {
    if (server.orders.length === 1) throw fail('no-answer', 'The server does not answer.')
    return order.id
  }
  expect((await actions.run(ALL)).outcome).toBe('started')
  expect(server.orders).toHaveLength(2)
  expect(server.orders[0]?.id).toBe(server.orders[1]?.id)
  expect(errors).toEqual([])
})

test('every edit is at the server before anything is planned', async () => {
  const { server, actions } = setUp()
  actions.beforeRun(async () => void server.asked.push('edits sent'))
  await actions.run(ALL)
  expect(server.asked).toEqual(['edits sent', 'plan all'])
})

test('a plan from before the last edit is not run', async () => {
  const { server, actions, runs } = setUp()
  server.plan = planOf([planned('a')], { revision: 1 })
  await runs.plans.get(ALL)
  actions.beforeRun(async () => void (server.plan = planOf([planned('a')], { revision: 2 })))
  await actions.run(ALL)
  expect(server.orders).toMatchObject([{ revision: 2 }])
})

test('pressing Run twice starts one run', async () => {
  const { server, actions } = setUp()
  const outcomes = await Promise.all([actions.run(ALL), actions.run(ALL)])
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['started', 'failed'])
  expect(server.orders).toHaveLength(1)
})

test('a re-roll gives a new take and runs just that', async () => {
  const { server, actions } = setUp()
  await actions.reroll('a' as never, ['one'])
  expect(server.asked).toEqual(['reroll a one', 'plan items'])
  expect(server.orders).toMatchObject([{ scope: { of: 'items', node: 'a', items: ['one'] } }])
})

test('what fails is reported, and Run can be pressed again', async () => {
  const { server, actions, errors, runs } = setUp()
  server.start = async () => {
    throw fail('cap-reached', 'The budget of this project is used up.')
  }
  expect((await actions.run(ALL)).outcome).toBe('failed')
  expect(errors).toMatchObject([{ code: 'cap-reached' }])
  expect(runs.store.getState().starting).toBe(false)
})

test('the terms of a yes go with the start', async () => {
  const { server, actions } = setUp()
  server.plan = planOf([planned('a')], { total: 'unknown', unknown: { prices: 1, lengths: 0 } })
  await actions.run(ALL)
  await actions.confirm({ cap: 1_000_000, unknownPrices: true, priority: 'high' })
  expect(server.orders).toMatchObject([{ cap: 1_000_000, unknownPrices: true, priority: 'high' }])
})

test('one answer goes to each task it is for, and what goes wrong is said once', async () => {
  const { server, actions, errors, begin } = setUp()
  const run = begin([planned('a')])
  const tasks = ['1', '2', '3'].map((item) => ({ node: 'a', item, seen: fingerprint(item) }))
  expect(await actions.decide(run, tasks, { decision: 'approve' })).toBe(true)
  expect(server.decisions).toEqual(tasks.map((task) => ({ run, ...task, decide: { decision: 'approve' } })))
  server.decide = async () => {
    throw fail('conflict', 'Somebody else has answered.')
  }
  expect(await actions.decide(run, tasks, { decision: 'approve' })).toBe(false)
  expect(errors.map(({ message }) => message)).toEqual(['Somebody else has answered.'])
})

test('what no run waits for is approved by what was looked at, and the next plan is asked for', async () => {
  const { server, actions, errors, runs } = setUp()
  const before = await runs.plans.get(ALL)
  const looked = ['1', '2'].map((item) => ({ node: 'a', item, outputs: { image: { value: 'made' } } }))
  expect(await actions.approve(looked)).toBe(true)
  expect(server.asked).toEqual(['plan all', 'approve a 1', 'approve a 2'])
  expect(await runs.plans.get(ALL)).not.toBe(before)
  server.decide = async () => {
    throw fail('not-found', 'There is no such node.')
  }
  expect(await actions.approve(looked)).toBe(false)
  expect(errors.map(({ message }) => message)).toEqual(['There is no such node.'])
})

test('a result that is forgotten is shown no more, and a refusal leaves it', async () => {
  const { server, actions, errors, runs, say, begin } = setUp()
  runs.connect()
  const run = begin([planned('a')])
  const result = fingerprint('a')
  const outputs = { image: { value: 'made' } }
  say(run, { type: 'task-succeeded', at: 2, node: 'a', item: null, outputs, fingerprint: result })
  server.drop = async () => {
    throw fail('conflict', 'It is pinned in another project.')
  }
  expect(await actions.forget(node, result)).toBe(false)
  expect(runs.latest('a')[0]?.outputs).toEqual(outputs)
  expect(errors).toHaveLength(1)
  server.drop = async () => {}
  expect(await actions.forget(node, result)).toBe(true)
  expect(runs.latest('a')[0]?.outputs).toBeUndefined()
  const again = begin([planned('a')], 5)
  say(again, { type: 'task-succeeded', at: 6, node: 'a', item: null, outputs, fingerprint: result })
  expect(runs.latest('a')[0]?.outputs).toEqual(outputs)
})
