import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from '../canonical.ts'
import type { Output, Outputs } from '../node/values.ts'
import { flatten } from '../project/flatten.ts'
import { anyGraph, type AnyGraph } from '../testing/any-graph.ts'
import { graph } from '../testing/drawing.ts'
import { testHash } from '../testing/hash.ts'
import { taskKey } from './events.ts'
import { Flow, type FlowTask } from './flow.ts'

const keyOf = (task: FlowTask): string => taskKey(task.node.flat.id, task.key)
const chanceOf = (text: string): number => Number.parseInt(testHash(text).slice(-2), 16)

/** Hangs on the step, its inputs and how often it was rolled. Lists are of 0 to 3 items. */
const give = (flow: Flow, task: FlowTask, roll: number): Outputs => {
  const content = testHash(canonical([keyOf(task), flow.inputsOf(task), roll]))
  const keys = ['a', 'b', 'c'].slice(0, chanceOf(content) % 4)
  const outputs: Record<string, Output> = {}
  for (const [name, port] of Object.entries(task.node.flat.step.outputs))
    outputs[name] = port.list ? { items: keys.map((key) => ({ key, value: content })) } : { value: content }
  return outputs
}

interface Played {
  readonly flow: Flow
  /** Every end that was made or told, in order. */
  readonly ended: readonly string[]
  readonly expanded: readonly string[]
}

/**
 * Ends everything that can end, in the order that `next` says. What fails, and what a person does at a gate, hangs on the
 * task alone.
 */
const play = ({ drawing, details }: AnyGraph, next: (open: number) => number): Played => {
  const { project, catalog } = graph(drawing, details)
  const flow = new Flow(flatten(project, catalog))
  const open: FlowTask[] = []
  const ended: string[] = []
  const expanded: string[] = []
  const rolls = new Map<FlowTask, number>()
  const hear = (): void => {
    const news = flow.takeNews()
    open.push(...news.ready)
    ended.push(...news.blocked.map(keyOf))
    expanded.push(...news.expanded.map((node) => node.flat.id))
  }
  const stop = (task: FlowTask): void => {
    flow.stop(task, { code: 'provider-error', message: `${keyOf(task)} failed`, node: task.node.flat.id })
    ended.push(keyOf(task))
  }
  const work = (task: FlowTask): void => {
    const outputs = give(flow, task, rolls.get(task) ?? 0)
    if (chanceOf(`fails ${keyOf(task)}`) % 6 === 0) return stop(task)
    if (task.node.flat.node.gate) {
      flow.show(task, outputs)
      open.push(task)
      return
    }
    flow.succeed(task, outputs)
    ended.push(keyOf(task))
  }
  const look = (task: FlowTask): void => {
    const roll = rolls.get(task) ?? 0
    const wish = chanceOf(`looks at ${keyOf(task)} ${roll}`) % 4
    if (wish === 0) return stop(task)
    if (wish === 1 && roll < 3) {
      rolls.set(task, roll + 1)
      flow.reopen(task)
      open.push(task)
      return
    }
    if (wish === 2) flow.open(task, give(flow, task, 99))
    else flow.open(task)
    ended.push(keyOf(task))
  }
  for (hear(); open.length > 0; hear()) {
    const [task] = open.splice(next(open.length), 1)
    if (!task) throw new Error('There is no such task.')
    expect(['ready', 'shown']).toContain(task.state)
    if (task.state === 'shown') look(task)
    else work(task)
  }
  return { flow, ended, expanded }
}

const tasksOf = ({ nodes }: Flow): readonly FlowTask[] => nodes.flatMap((node) => [...(node.tasks?.values() ?? [])])
const endsOf = (flow: Flow): Readonly<Record<string, unknown>> =>
  Object.fromEntries(tasksOf(flow).map((task) => [keyOf(task), [task.state, task.position, task.outputs]]))

test('every task of any graph ends exactly once, and in whatever order they end, each ends the same way', () => {
  fc.assert(
    fc.property(
      anyGraph({ gates: true, tolerant: true }),
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }),
      (any, places) => {
        let step = 0
        const plain = play(any, () => 0)
        const mixed = play(any, (open) => (places[step++ % places.length] ?? 0) % open)
        for (const { flow, ended, expanded } of [plain, mixed]) {
          expect(ended.toSorted()).toEqual(tasksOf(flow).map(keyOf).toSorted())
          expect(flow.nodes.every((node) => node.tasks && node.left === 0)).toBe(true)
          const mapped = flow.nodes.filter((node) => node.mapped).map((node) => node.flat.id)
          expect(expanded.toSorted()).toEqual(mapped.toSorted())
        }
        expect(endsOf(mixed.flow)).toEqual(endsOf(plain.flow))
      },
    ),
    { numRuns: 500 },
  )
})
