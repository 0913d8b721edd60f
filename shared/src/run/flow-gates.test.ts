import { describe, expect, test } from 'vitest'
import type { Outputs } from '../node/values.ts'
import { flatten } from '../project/flatten.ts'
import { graph, type Details } from '../testing/drawing.ts'
import { taskKey } from './events.ts'
import { Flow, type FlowTask } from './flow.ts'

const open = (drawing: string, details?: Details): Flow => {
  const { project, catalog } = graph(drawing, details)
  const flow = new Flow(flatten(project, catalog))
  flow.takeNews()
  return flow
}
const taskOf = (flow: Flow, node: string, item: string | null = null): FlowTask => {
  const task = flow.task(node, item)
  if (!task) throw new Error(`no task ${node} ${item}`)
  return task
}
const text = (value: string): Outputs => ({ text: { value } })
const words = (...keys: readonly string[]): Outputs => ({
  words: { items: keys.map((key) => ({ key, value: key })) },
})
const ready = (flow: Flow): readonly string[] =>
  flow.takeNews().ready.map((task) => taskKey(task.node.flat.id, task.key))
const cause = { code: 'cancelled', message: 'no longer wanted' } as const

describe('a task that is shown', () => {
  test('has its outputs, and nobody who needs them is told before it is opened', () => {
    const flow = open('text → echo → echo2')
    flow.show(taskOf(flow, 'text'), text('a fox'))
    expect(taskOf(flow, 'text')).toMatchObject({ state: 'shown', outputs: text('a fox') })
    expect(ready(flow)).toEqual([])
    flow.open(taskOf(flow, 'text'))
    expect(ready(flow)).toEqual(['echo'])
    expect(flow.inputsOf(taskOf(flow, 'echo'))).toEqual({ text: 'a fox' })
  })

  test('gives what a person made of it', () => {
    const flow = open('text → echo')
    flow.show(taskOf(flow, 'text'), text('a fox'))
    flow.open(taskOf(flow, 'text'), text('a hen'))
    expect(flow.inputsOf(taskOf(flow, 'echo'))).toEqual({ text: 'a hen' })
  })

  test('is as ready as before after a re-roll, and can be shown again', () => {
    const flow = open('text → echo')
    const task = taskOf(flow, 'text')
    flow.show(task, text('a fox'))
    flow.reopen(task)
    expect(task).toMatchObject({ state: 'ready', outputs: undefined })
    expect(ready(flow)).toEqual([])
    flow.show(task, text('a hen'))
    flow.open(task)
    expect(ready(flow)).toEqual(['echo'])
  })

  test('can be cancelled: what needs it is blocked, and what it gave is gone', () => {
    const flow = open('text → echo → echo2')
    const task = taskOf(flow, 'text')
    flow.show(task, text('a fox'))
    flow.stop(task, cause)
    expect(task).toMatchObject({ state: 'failed', outputs: undefined, cause })
    expect(taskOf(flow, 'echo2')).toMatchObject({ state: 'blocked', cause })
  })

  test('is the only one that can be opened or sent back', () => {
    const flow = open('text → echo')
    const task = taskOf(flow, 'text')
    flow.open(task, text('too early'))
    expect(task.state).toBe('ready')
    flow.succeed(task, text('done'))
    flow.show(task, text('too late'))
    flow.reopen(task)
    flow.open(task, text('too late'))
    expect(task).toMatchObject({ state: 'done', outputs: text('done') })
    expect(ready(flow)).toEqual(['echo'])
  })
})

describe('a list that is shown', () => {
  test('makes the tasks behind it only when it is opened, also in a gathering beside another list', () => {
    const flow = open('split → echo → gather\nsplit → gather\nsplit2 → gather')
    flow.succeed(taskOf(flow, 'split2'), words('x'))
    flow.show(taskOf(flow, 'split'), words('a', 'b'))
    expect(flow.node('echo')?.tasks).toBeUndefined()
    expect(flow.takeNews()).toEqual({ ready: [], blocked: [], expanded: [] })
    flow.open(taskOf(flow, 'split'), words('a'))
    expect(ready(flow)).toEqual(['echo a'])
    flow.succeed(taskOf(flow, 'echo', 'a'), text('A'))
    expect(flow.inputsOf(taskOf(flow, 'gather'))).toEqual({ texts: ['A', 'a', 'x'] })
  })

  test('of tasks holds item by item', () => {
    const flow = open('split → echo → echo2 → gather')
    flow.succeed(taskOf(flow, 'split'), words('a', 'b'))
    flow.takeNews()
    for (const key of ['a', 'b']) flow.show(taskOf(flow, 'echo', key), text(key))
    expect(ready(flow)).toEqual([])
    flow.open(taskOf(flow, 'echo', 'b'))
    expect(ready(flow)).toEqual(['echo2 b'])
  })

  test('of lists is known when the last of its items is opened', () => {
    const flow = open('split → director → echo')
    flow.succeed(taskOf(flow, 'split'), words('a', 'b'))
    const shots = (key: string): Outputs => ({ shots: { items: [{ key, value: key }] } })
    flow.show(taskOf(flow, 'director', 'a'), shots('1'))
    flow.succeed(taskOf(flow, 'director', 'b'), shots('2'))
    expect(flow.node('echo')?.tasks).toBeUndefined()
    flow.open(taskOf(flow, 'director', 'a'))
    expect([...(flow.node('echo')?.tasks?.keys() ?? [])]).toEqual(['a/1', 'b/2'])
  })
})

describe('what a task holds', () => {
  test('is what waits directly for it, each once', () => {
    const flow = open('text → echo → echo2\ntext → (left)pair\ntext → (right)pair')
    expect(flow.heldBy(taskOf(flow, 'text'))).toEqual([
      { node: 'echo', item: null },
      { node: 'pair', item: null },
    ])
  })

  test('are items of its own key, and what gathers them', () => {
    const flow = open('split → echo → echo2\necho → gather')
    flow.succeed(taskOf(flow, 'split'), words('a', 'b'))
    expect(flow.heldBy(taskOf(flow, 'echo', 'b'))).toEqual([
      { node: 'echo2', item: 'b' },
      { node: 'gather', item: null },
    ])
  })

  test('are steps whose items nobody knows yet, and what gathers a list to come', () => {
    const flow = open('split → echo\nsplit → gather')
    expect(flow.heldBy(taskOf(flow, 'split'))).toEqual([
      { node: 'gather', item: null },
      { node: 'echo', item: null },
    ])
  })

  test('is not what cannot run anyway', () => {
    const flow = open('text → (left)pair\ntext2 → (right)pair')
    flow.stop(taskOf(flow, 'text2'), cause)
    expect(flow.heldBy(taskOf(flow, 'text'))).toEqual([])
  })
})
