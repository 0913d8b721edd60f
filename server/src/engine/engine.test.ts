import { expect, test } from 'vitest'
import { newRunId, ProjectIdSchema, type Run, type Scope } from '@reelgraph/shared'
import { drawProject, ended, openWorkshop, textOf, type Workshop } from './testing/workshop.ts'

const all: Scope = { of: 'all' }

const run = async (workshop: Workshop, project: ReturnType<typeof drawProject>, scope: Scope = all): Promise<Run> =>
  ended(workshop.engine, await workshop.engine.start({ project, revision: 1, scope }))

const statuses = (state: Run): Record<string, string> =>
  Object.fromEntries(
    state.tasks.map((task) => [task.item === null ? task.node : `${task.node}:${task.item}`, task.status]),
  )

const chain = () =>
  drawProject({ a: { kind: 'typed', params: { text: 'hello' } }, b: { from: ['a'] }, c: { from: ['b'] } })

test('a chain runs in order and its outputs travel', async () => {
  const workshop = openWorkshop()
  const state = await run(workshop, chain())
  expect(state.status).toBe('succeeded')
  expect(workshop.calls).toEqual(['b', 'c'])
  expect(textOf(state.tasks.find((task) => task.node === 'c')?.outputs)).toBe('c b hello')
  await workshop.close()
})

test('run again with nothing changed: no step runs, and the plan says so', async () => {
  const workshop = openWorkshop()
  await run(workshop, chain())
  const plan = await workshop.engine.plan({ project: chain(), revision: 1, scope: all })
  expect(plan.tasks.map((task) => task.verdict)).toEqual(['reuse', 'reuse', 'reuse'])
  const again = await run(workshop, chain())
  expect(again.status).toBe('succeeded')
  expect(again.tasks.every((task) => task.reused)).toBe(true)
  expect(workshop.calls).toEqual(['b', 'c'])
  await workshop.close()
})

test('a step that ran again with equal bytes stops nothing below from being reused', async () => {
  const workshop = openWorkshop({ behave: ({ say, from }) => (say === 'b' ? 'same' : [say, ...from].join(' ')) })
  await run(workshop, chain())
  const changed = drawProject({
    a: { kind: 'typed', params: { text: 'other' } },
    b: { from: ['a'] },
    c: { from: ['b'] },
  })
  const state = await run(workshop, changed)
  expect(workshop.calls).toEqual(['b', 'c', 'b'])
  expect(state.tasks.find((task) => task.node === 'c')).toMatchObject({ reused: true, status: 'succeeded' })
  await workshop.close()
})

test('items flow without waiting for each other, each with its own state', async () => {
  let release = (): void => {}
  const slow = new Promise<void>((resolve) => (release = resolve))
  const seen: string[] = []
  const workshop = openWorkshop({
    behave: async ({ say, each }) => {
      if (say === 'first' && each === 'two') await slow
      seen.push(`${say}:${each}`)
      if (say === 'second' && each === 'one') release()
      return each ?? ''
    },
  })
  const project = drawProject({
    l: { kind: 'lines', params: { text: 'one two' } },
    f: { params: { say: 'first' }, each: 'l' },
    s: { params: { say: 'second' }, each: 'f' },
  })
  const state = await run(workshop, project)
  expect(state.status).toBe('succeeded')
  expect(seen.indexOf('second:one')).toBeLessThan(seen.indexOf('first:two'))
  expect(statuses(state)).toMatchObject({ 'f:one': 'succeeded', 's:two': 'succeeded' })
  await workshop.close()
})

test('a length that only a result can tell expands when it arrives', async () => {
  const workshop = openWorkshop()
  const project = drawProject({
    l: { model: 'work/list', params: { words: 'x y z' } },
    m: { each: 'l' },
    j: { from: ['m'] },
  })
  const plan = await workshop.engine.plan({ project, revision: 1, scope: all })
  expect(plan.tasks.find((task) => task.node === 'm')).toMatchObject({
    item: null,
    verdict: 'waits',
    reason: { because: 'length-unknown' },
  })
  const state = await run(workshop, project)
  expect(textOf(state.tasks.find((task) => task.node === 'j')?.outputs)).toBe('j m x m y m z')
  expect(state.tasks.filter((task) => task.node === 'm').map((task) => task.item)).toEqual(['x', 'y', 'z'])
  await workshop.close()
})

test('a failure stays in its branch, named as the cause below it', async () => {
  const workshop = openWorkshop({
    behave: ({ say, each }) => {
      if (each === 'bad') throw new Error('no')
      return `${say}${each ?? ''}`
    },
  })
  const project = drawProject({
    l: { kind: 'lines', params: { text: 'good bad' } },
    m: { each: 'l' },
    n: { each: 'm' },
    film: { from: ['n'] },
    other: {},
  })
  const state = await run(workshop, project)
  expect(state.status).toBe('partly')
  expect(statuses(state)).toMatchObject({
    'm:good': 'succeeded',
    'm:bad': 'failed',
    'n:good': 'succeeded',
    'n:bad': 'blocked',
    film: 'blocked',
    other: 'succeeded',
  })
  expect(state.tasks.find((task) => task.node === 'film')?.error?.node).toBe('m')
  await workshop.close()
})

test('cancel stops what runs, keeps what is done, and ends once', async () => {
  const stopped: string[] = []
  let started = (): void => {}
  const running = new Promise<void>((resolve) => (started = resolve))
  const workshop = openWorkshop({
    behave: ({ say, context }) => {
      if (say !== 'b') return say
      started()
      return new Promise((_, reject) => {
        context.signal.addEventListener('abort', () => {
          stopped.push(say)
          reject(context.signal.reason)
        })
      })
    },
  })
  const project = drawProject({ a: {}, b: { from: ['a'] }, c: { from: ['b'] } })
  const id = await workshop.engine.start({ project, revision: 1, scope: all })
  await running
  await workshop.engine.cancel(id)
  const state = await ended(workshop.engine, id)
  expect(state.status).toBe('cancelled')
  expect(stopped).toEqual(['b'])
  expect(statuses(state)).toEqual({ a: 'succeeded', b: 'cancelled', c: 'cancelled' })
  const events = await workshop.engine.events(id, 0)
  expect(events.filter(({ event }) => event.type === 'run-ended')).toHaveLength(1)
  await workshop.close()
})

test('cancelled while its plan is on its way to the disk, nothing of it starts', async () => {
  const workshop = openWorkshop()
  const id = newRunId()
  const created = new Promise<void>((resolve) => workshop.engine.watch(() => resolve()))
  const cancelled = created.then(() => workshop.engine.cancel(id))
  await Promise.all([workshop.engine.start({ id, project: chain(), revision: 1, scope: all }), cancelled])
  const state = await ended(workshop.engine, id)
  await workshop.database.settle()
  expect(state.status).toBe('cancelled')
  expect(workshop.calls).toEqual([])
  expect((await workshop.engine.events(id, 0)).at(-1)?.event.type).toBe('run-ended')
  await workshop.close()
})

test('equal work is done once, in one run and in two at the same time', async () => {
  let release = (): void => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  const workshop = openWorkshop({ behave: async ({ say }) => (await gate, say) })
  const twins = () => drawProject({ a: { params: { say: 'same' } }, b: { params: { say: 'same' } } })
  const first = await workshop.engine.start({ project: twins(), revision: 1, scope: all })
  const second = await workshop.engine.start({ project: twins(), revision: 1, scope: all })
  release()
  const states = await Promise.all([ended(workshop.engine, first), ended(workshop.engine, second)])
  expect(states.map((state) => state.status)).toEqual(['succeeded', 'succeeded'])
  expect(workshop.calls).toEqual(['same'])
  await workshop.close()
})

test('a shared step goes on for the run that stays when the other is cancelled', async () => {
  let release = (): void => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  const workshop = openWorkshop({ behave: async ({ say }) => (await gate, say) })
  const one = () => drawProject({ a: { params: { say: 'same' } } })
  const first = await workshop.engine.start({ project: one(), revision: 1, scope: all })
  const second = await workshop.engine.start({ project: one(), revision: 1, scope: all })
  await workshop.engine.cancel(first)
  release()
  expect((await ended(workshop.engine, first)).status).toBe('cancelled')
  expect((await ended(workshop.engine, second)).status).toBe('succeeded')
  expect(workshop.calls).toEqual(['same'])
  expect((await run(workshop, one())).tasks[0]?.reused).toBe(true)
  await workshop.close()
})

test('a repeated run id returns the first run', async () => {
  const workshop = openWorkshop()
  const id = newRunId()
  const order = { id, project: chain(), revision: 1, scope: all }
  const ids = await Promise.all([workshop.engine.start(order), workshop.engine.start(order)])
  expect(ids).toEqual([id, id])
  await ended(workshop.engine, id)
  expect(await workshop.engine.start(order)).toBe(id)
  expect(workshop.calls).toEqual(['b', 'c'])
  await workshop.close()
})

test('the id of a run of another project is refused, whether that one starts, runs or is over', async () => {
  const workshop = openWorkshop()
  const id = newRunId()
  const order = { id, project: chain(), revision: 1, scope: all }
  const foreign = { ...order, project: { ...chain(), id: ProjectIdSchema.parse('other') } }
  const refused = { body: { code: 'conflict' } }
  const starting = workshop.engine.start(order)
  await expect(workshop.engine.start(foreign)).rejects.toMatchObject(refused)
  await starting
  await expect(workshop.engine.start(foreign)).rejects.toMatchObject(refused)
  await ended(workshop.engine, id)
  await expect(workshop.engine.start(foreign)).rejects.toMatchObject(refused)
  expect(await workshop.engine.list(foreign.project.id)).toEqual([])
  await workshop.close()
})

test.each<{ scope: Scope; calls: string[] }>([
  { scope: { of: 'to', nodes: ['b' as never] }, calls: ['a', 'b'] },
  { scope: { of: 'only', nodes: ['a' as never] }, calls: ['a'] },
  { scope: { of: 'from', nodes: ['a' as never] }, calls: ['a', 'b', 'c'] },
])('scope $scope.of runs $calls', async ({ scope, calls }) => {
  const workshop = openWorkshop()
  await run(workshop, drawProject({ a: {}, b: { from: ['a'] }, c: { from: ['b'] }, z: {} }), scope)
  expect(workshop.calls).toEqual(calls)
  await workshop.close()
})

test('"only" works on stored results, and says "run up to here" where there are none', async () => {
  const workshop = openWorkshop()
  const project = () => drawProject({ a: {}, b: { from: ['a'] }, c: { from: ['b'] } })
  await expect(run(workshop, project(), { of: 'only', nodes: ['b' as never] })).rejects.toMatchObject({
    body: { code: 'plan-problem', hint: 'Run up to here.' },
  })
  await run(workshop, project(), { of: 'to', nodes: ['a' as never] })
  await run(workshop, project(), { of: 'only', nodes: ['b' as never] })
  expect(workshop.calls).toEqual(['a', 'b'])
  await workshop.close()
})

test('a new take runs that step again and what its new bytes reach, and keeps the old result', async () => {
  const workshop = openWorkshop({ behave: ({ say, take, from }) => [say, String(take), ...from].join(' ') })
  await run(workshop, drawProject({ a: {}, b: { from: ['a'] } }))
  const second = drawProject({ a: { takes: { '': 1 } }, b: { from: ['a'] } })
  await run(workshop, second)
  expect(workshop.calls).toEqual(['a', 'b', 'a', 'b'])
  expect(await workshop.engine.nextTake({ project: second.id, node: 'a', item: '' })).toBe(2)
  const results = await workshop.engine.results({ project: second.id, node: 'a' })
  expect(results.map((result) => textOf(result.outputs))).toEqual(['a 1', 'a 0'])
  const [first] = results.slice(1)
  const pinned = {
    ...second,
    nodes: { ...second.nodes, a: { ...second.nodes['a']!, pins: { '': first!.fingerprint } } },
  }
  const state = await run(workshop, pinned)
  expect(state.tasks.every((task) => task.reused)).toBe(true)
  await workshop.close()
})

test('a mistake in one kind stops its own branch, not the plan', async () => {
  const workshop = openWorkshop()
  const state = await run(
    workshop,
    drawProject({ a: { kind: 'typed', params: { text: 'break' } }, b: { from: ['a'] }, other: {} }),
  )
  expect(statuses(state)).toEqual({ a: 'blocked', b: 'blocked', other: 'succeeded' })
  expect(state.tasks.find((task) => task.node === 'b')?.error).toMatchObject({ code: 'internal', node: 'a' })
  await workshop.close()
})

test('the plan that was shown is the plan that runs, unless something has happened since', async () => {
  const workshop = openWorkshop()
  const project = chain()
  const order = { project, revision: 1, scope: all }
  await workshop.engine.plan(order)
  await ended(workshop.engine, await workshop.engine.start(order))
  expect(workshop.calls).toEqual(['b', 'c'])
  await workshop.engine.plan(order)
  const changed = drawProject({
    a: { kind: 'typed', params: { text: 'other' } },
    b: { from: ['a'] },
    c: { from: ['b'] },
  })
  await run(workshop, changed)
  const again = await ended(workshop.engine, await workshop.engine.start(order))
  expect(again.tasks.every((task) => task.reused)).toBe(true)
  expect(workshop.calls).toEqual(['b', 'c', 'b', 'c'])
  await workshop.close()
})

test('a plan drawn before a run is not true after it', async () => {
  const workshop = openWorkshop()
  const order = { project: chain(), revision: 1, scope: all }
  await workshop.engine.plan(order)
  await workshop.engine.plan({ ...order, scope: { of: 'to', nodes: [Object.values(order.project.nodes)[1]!.id] } })
  await ended(workshop.engine, await workshop.engine.start(order))
  await ended(workshop.engine, await workshop.engine.start(order))
  expect(workshop.calls).toEqual(['b', 'c'])
  await workshop.close()
})

test('a journal that cannot be read loses its run and nothing else', async () => {
  const workshop = openWorkshop()
  const ids = []
  for (let more = 0; more < 6; more += 1) ids.push((await run(workshop, chain())).id)
  const [oldest, next] = ids
  workshop.database.sqlite.exec(`UPDATE run_events SET events = '[{"type":' WHERE run = '${oldest}'`)
  expect(await workshop.engine.read(oldest!)).toBeUndefined()
  expect((await workshop.engine.read(next!))?.run.status).toBe('succeeded')
  await workshop.close()
})
