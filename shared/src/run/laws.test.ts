import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../canonical.ts'
import type { NodeId } from '../ids.ts'
import type { Output } from '../node/values.ts'
import { applyOps, type Op } from '../project/ops.ts'
import { anyGraph, type AnyGraph } from '../testing/any-graph.ts'
import { graph, type Details, type Drawn } from '../testing/drawing.ts'
import { testHash } from '../testing/hash.ts'
import { Rehearsal, type Conduct, type Make } from '../testing/rehearsal.ts'
import { taskKey } from './events.ts'
import type { Subject } from './fingerprint.ts'
import type { PlannedTask } from './plan.ts'
import type { Planner } from './planner.ts'

/** Hangs on the work alone, as what a model makes does; so does the length of a list: 0 to 3 items. */
const make: Make = ({ node }, subject) => {
  const content = testHash(canonical(subject))
  const keys = ['a', 'b', 'c'].slice(0, digitOf(subject) % 4)
  const outputs: Record<string, Output> = {}
  for (const [name, port] of Object.entries(node.flat.step.outputs))
    outputs[name] = port.list
      ? { items: keys.map((key) => ({ key, value: `${key} ${content.slice(0, 8)}` })) }
      : { value: content.slice(0, 8) }
  return outputs
}
const digitOf = (subject: Subject): number => Number.parseInt(testHash(canonical(subject)).slice(-2), 16)

/** About one work of so many fails, always the same. */
const failing = (one: number): Conduct => ({ fails: (_key, subject) => one > 0 && digitOf(subject) % one === 0 })

const drawn = ({ drawing, details }: AnyGraph): Drawn => graph(drawing, details)
const without = (trait: 'gate' | 'tolerant', { drawing, details }: AnyGraph): Drawn => {
  const plain: Details = Object.fromEntries(
    Object.entries(details).map(([name, { [trait]: _trait, ...rest }]) => [name, rest]),
  )
  return graph(drawing, plain)
}
const set = (drawing: Drawn, node: string, params: Readonly<Record<string, string | number>>): Drawn => {
  const op: Op = { op: 'set', path: ['nodes', node, 'params'], value: params }
  return { ...drawing, project: applyOps(drawing.project, [op]).project }
}
const world = (conduct: Conduct = {}): Rehearsal => {
  const rehearsal = new Rehearsal(make)
  rehearsal.conduct = conduct
  return rehearsal
}
/** A run whose gates a person opens, one round after the other, until nothing is held. */
const runThrough = (rehearsal: Rehearsal, drawing: Drawn, scope?: Parameters<Rehearsal['run']>[1]): Planner => {
  const planner = rehearsal.run(drawing, scope)
  rehearsal.openGates(planner)
  return planner
}

const workOf = ({ worked }: Rehearsal): readonly string[] => [...worked].toSorted()

/** How every task of a run stands, on what it worked and what it gave. */
const endsOf = ({ flow }: Planner): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    flow.nodes.flatMap((node) =>
      [...(node.tasks?.values() ?? [])].map((task) => [
        taskKey(node.flat.id, task.key),
        [task.state, task.position, task.outputs, task.state === 'done' ? flow.inputsOf(task) : undefined],
      ]),
    ),
  )
const lostIn = ({ flow }: Planner): readonly string[] =>
  flow.nodes.flatMap((node) =>
    [...(node.tasks?.values() ?? [])].flatMap((task) =>
      task.state === 'failed' ? [taskKey(node.flat.id, task.key)] : [],
    ),
  )

const shape = anyGraph({ gates: true, tolerant: true })
const failures = fc.constantFrom(0, 0, 3, 7)
const order = fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 })
const shuffled = (places: readonly number[]): Conduct => {
  let step = 0
  return { next: (open) => (places[step++ % places.length] ?? 0) % open }
}
const RUNS = { numRuns: 300 }

/** What is made next is to be looked at before anybody knows whether that was approved. */
const unasked = ({ asks, ...task }: PlannedTask): PlannedTask => {
  void asks
  return task
}

describe('in any graph', () => {
  test('a run leaves nothing undone, and the same run again does nothing but what failed', () => {
    fc.assert(
      fc.property(shape, failures, (any, one) => {
        const rehearsal = world(failing(one))
        const first = runThrough(rehearsal, drawn(any))
        expect(first.flow.nodes.filter((node) => !node.tasks || node.left > 0)).toEqual([])
        const second = rehearsal.run(drawn(any))
        expect([...rehearsal.ran].toSorted()).toEqual(lostIn(first).toSorted())
        expect(endsOf(second)).toEqual(endsOf(first))
      }),
      RUNS,
    )
  })

  test('a change that is taken back leaves nothing to do', () => {
    fc.assert(
      fc.property(shape, fc.nat(99), (any, chance) => {
        const before = drawn(any)
        const echoes = any.names.filter((name) => name.startsWith('echo'))
        const echo = echoes[chance % Math.max(1, echoes.length)]
        const after = echo ? set(before, echo, { times: 2 }) : set(before, 'split0', { text: 'owl bee' })
        const rehearsal = world()
        const first = endsOf(runThrough(rehearsal, before))
        runThrough(rehearsal, after)
        const again = rehearsal.run(before)
        expect(rehearsal.ran).toEqual([])
        expect(endsOf(again)).toEqual(first)
      }),
      RUNS,
    )
  })

  test('the order in which tasks end changes nothing: not what each works on, not what it gives, not who fails', () => {
    fc.assert(
      fc.property(shape, failures, order, (any, one, places) => {
        const plain = world(failing(one))
        const mixed = world({ ...failing(one), ...shuffled(places) })
        expect(endsOf(runThrough(mixed, drawn(any)))).toEqual(endsOf(runThrough(plain, drawn(any))))
        expect(workOf(mixed)).toEqual(workOf(plain))
      }),
      RUNS,
    )
  })

  test('“to here” and then everything is everything at once', () => {
    fc.assert(
      fc.property(shape, failures, fc.nat(99), (any, one, chance) => {
        const target = (any.names[chance % any.names.length] ?? 'text0') as NodeId // an id by its form
        const once = world(failing(one))
        const whole = runThrough(once, drawn(any))
        const twice = world(failing(one))
        runThrough(twice, drawn(any), { of: 'to', nodes: [target] })
        const here = workOf(twice)
        expect(endsOf(runThrough(twice, drawn(any)))).toEqual(endsOf(whole))
        const after = workOf(twice)
        expect([...new Set([...here, ...after])].toSorted()).toEqual([...new Set(workOf(once))])
        if (one === 0) expect(after.filter((work) => here.includes(work))).toEqual([])
      }),
      RUNS,
    )
  })

  test('a gate that is approved is as good as none, in the plan and in the run, whenever it is approved', () => {
    fc.assert(
      fc.property(shape, failures, (any, one) => {
        const free = world(failing(one))
        const plain = free.run(without('gate', any))
        const opened = world(failing(one))
        expect(endsOf(runThrough(opened, drawn(any)))).toEqual(endsOf(plain))
        expect(workOf(opened)).toEqual(workOf(free))
        const approved = world(failing(one))
        approved.approvesAll = true
        expect(endsOf(approved.run(drawn(any)))).toEqual(endsOf(plain))
        expect(approved.ran).toEqual(free.ran)
        const { tasks, ...rest } = approved.plan(drawn(any))
        expect({ ...rest, tasks: tasks.map(unasked) }).toEqual(free.plan(without('gate', any)))
      }),
      RUNS,
    )
  })

  test('nothing behind a closed gate is told anything: it waits, and the gate says for whom', () => {
    fc.assert(
      fc.property(shape, (any) => {
        const { flow } = world().run(drawn(any))
        for (const node of flow.nodes) {
          for (const task of node.tasks?.values() ?? []) {
            if (task.state !== 'shown') continue
            const held = flow.heldBy(task)
            expect(new Set(held.map(({ node: id, item }) => taskKey(id, item))).size).toBe(held.length)
            for (const { node: id, item } of held) expect(flow.task(id, item)?.state ?? 'waiting').toBe('waiting')
          }
        }
      }),
      RUNS,
    )
  })

  test('a step that is tolerant is, until something fails, as one that is not', () => {
    fc.assert(
      fc.property(shape, (any) => {
        const tolerant = world()
        const strict = world()
        expect(tolerant.plan(drawn(any))).toEqual(strict.plan(without('tolerant', any)))
        const run = tolerant.run(drawn(any))
        const other = strict.run(without('tolerant', any))
        if (blockedIn(run) || blockedIn(other)) return
        expect(endsOf(run)).toEqual(endsOf(other))
        expect(tolerant.ran).toEqual(strict.ran)
        expect(tolerant.plan(drawn(any))).toEqual(strict.plan(without('tolerant', any)))
      }),
      RUNS,
    )
  })

  test('a step that is tolerant loses only what it could not have', () => {
    fc.assert(
      fc.property(anyGraph({ tolerant: true }), failures, (any, one) => {
        const tolerant = endsOf(runThrough(world(failing(one)), drawn(any)))
        const strict = runThrough(world(failing(one)), without('tolerant', any))
        const done = Object.entries(endsOf(strict)).filter(([, end]) => Array.isArray(end) && end[0] === 'done')
        expect(tolerant).toMatchObject(Object.fromEntries(done))
      }),
      RUNS,
    )
  })
})

/** Unequal or empty lists block as a failure does. */
const blockedIn = ({ flow }: Planner): boolean =>
  flow.nodes.some((node) => [...(node.tasks?.values() ?? [])].some((task) => task.state === 'blocked'))

describe('in any graph that maps one list', () => {
  /** Steps that work item by item, each fed by earlier ones or by a single value, and at the end one that gathers them. */
  const mapped = fc
    .array(fc.record({ pair: fc.boolean(), left: fc.nat(99), right: fc.nat(99) }), { minLength: 1, maxLength: 8 })
    .map((steps) => {
      const names = ['split0']
      const lines: string[] = []
      for (const [place, { pair, left, right }] of steps.entries()) {
        const name = `${pair ? 'pair' : 'echo'}${place + 1}`
        const from = names[left % names.length] ?? 'split0'
        const other = ['text0', ...names][right % (names.length + 1)] ?? 'text0'
        lines.push(pair ? `${from} → (left)${name}\n${other} → (right)${name}` : `${from} → ${name}`)
        names.push(name)
      }
      return graph(`${lines.join('\n')}\n${names.at(-1)} → gather`, { text0: { params: { text: 'a film' } } })
    })
  const words = fc.shuffledSubarray(['fox', 'hen', 'wolf', 'owl', 'bee', 'cat'], { minLength: 1 })

  test('an item that is inserted runs, and what gathers it, and no other item', () => {
    fc.assert(
      fc.property(mapped, words, fc.nat(6), (film, list, place) => {
        const rehearsal = world()
        rehearsal.run(set(film, 'split0', { text: list.join(' ') }))
        const longer = [...list.slice(0, place), 'new', ...list.slice(place)]
        rehearsal.run(set(film, 'split0', { text: longer.join(' ') }))
        expect(rehearsal.ran.filter((key) => key !== 'gather' && !key.endsWith(' new'))).toEqual([])
        expect(rehearsal.ran).toContain('gather')
      }),
      RUNS,
    )
  })

  test('items that are moved or taken out run nothing but what gathers them', () => {
    fc.assert(
      fc.property(mapped, words, fc.nat(5), fc.boolean(), (film, list, turn, out) => {
        const rehearsal = world()
        rehearsal.run(set(film, 'split0', { text: list.join(' ') }))
        const moved = [...list.slice(turn), ...list.slice(0, turn)].slice(out && list.length > 1 ? 1 : 0)
        rehearsal.run(set(film, 'split0', { text: moved.join(' ') }))
        expect(rehearsal.ran.filter((key) => key !== 'gather')).toEqual([])
      }),
      RUNS,
    )
  })
})
