import { join } from 'node:path'
import { defineModel, exactly, out, port, type ProjectId } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { systemClock } from '../clock.ts'
import type { AnyExecutor } from './task-host.ts'
import { drawProject, ended, openWorkshop } from './testing/workshop.ts'

const model = defineModel({
  id: 'work/far',
  version: 1,
  makes: 'text',
  title: 'Far',
  summary: 'A job of a provider. For tests.',
  inputs: { from: port.text({ many: true, optional: true }), each: port.text({ optional: true }) },
  outputs: { text: out.text() },
  params: z.object({ say: z.string().default('') }),
  price: () => exactly(0.01),
})

/** A shop whose jobs end when `isDone`; it writes down with which key it was asked. */
const openShop = (file: string) => {
  const keys: string[] = []
  const state = { account: 'work:one', isDone: false }
  let onPoll = (): void => {}
  const executor: AnyExecutor = {
    async submit(_, context) {
      keys.push(`submit ${context.secret('key')}`)
      return { job: 1 }
    },
    async poll(_, context) {
      keys.push(`poll ${context.secret('key')}`)
      onPoll()
      return state.isDone ? { state: 'done', outputs: { text: 'made' } } : { state: 'running', nextPollMs: 1 }
    },
  }
  const open = () =>
    openWorkshop({
      file,
      clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 5), signal) },
      shop: { models: [model], executors: { 'work/far': async () => ({ executor }) }, fetch },
      accounts: { laneOf: () => state.account, has: () => true },
      account: ({ provider, account }) => ({ id: account ?? provider, values: { key: account ?? 'any' }, baseUrl: '' }),
    })
  const polled = () => new Promise<void>((resolve) => (onPoll = resolve))
  return { keys, state, open, polled }
}

const project = drawProject({ a: { kind: 'work', model: 'work/far', params: { say: 'x' } } })
const order = { project, revision: 0, scope: { of: 'all' }, atMost: 1_000_000 } as const

test('a job goes on with the account it was begun on, whichever is chosen since, also in another process', async () => {
  const shop = openShop(join(temporaryFolder(), 'reelgraph.db'))
  const first = shop.open()
  const polled = shop.polled()
  const run = await first.engine.start(order)
  await polled
  expect(first.engine.lanes().map(({ id }) => id)).toContain('work:one')
  shop.state.account = 'work:two'
  await first.close()

  const second = shop.open()
  shop.state.isDone = true
  await second.engine.resume()
  expect((await ended(second.engine, run)).status).toBe('succeeded')
  expect(new Set(shop.keys)).toEqual(new Set(['submit work:one', 'poll work:one']))
  await second.close()
})

test('what starts after another account was chosen waits in its lane and uses its key', async () => {
  const shop = openShop(':memory:')
  shop.state.isDone = true
  const { engine, close } = shop.open()
  await ended(engine, await engine.start(order))
  shop.state.account = 'work:two'
  const other = drawProject({ a: { kind: 'work', model: 'work/far', params: { say: 'y' } } })
  await ended(engine, await engine.start({ ...order, project: other }))
  expect(engine.lanes().map(({ id }) => id)).toEqual(expect.arrayContaining(['work:one', 'work:two']))
  expect(shop.keys).toEqual(expect.arrayContaining(['submit work:one', 'submit work:two']))
  await close()
})

test('each project uses its own account', async () => {
  const asked: (readonly [string, ProjectId])[] = []
  const { engine, close } = openWorkshop({
    accounts: { laneOf: (provider, id) => (asked.push([provider, id]), `${provider}:${id}`), has: () => true },
  })
  await ended(engine, await engine.start({ ...order, project: drawProject({ a: { params: { say: 'x' } } }) }))
  expect(asked).toContainEqual(['work', project.id])
  expect(engine.lanes().map(({ id }) => id)).toContain(`work:${project.id}`)
  await close()
})
