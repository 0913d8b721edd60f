import { describe, expect, test } from 'vitest'
import type { ErrorBody } from '../errors.ts'
import type { Output, Outputs } from '../node/values.ts'
import { flatten } from '../project/flatten.ts'
import { graph, type Details } from '../testing/drawing.ts'
import { taskKey } from './events.ts'
import { Flow, type FlowTask } from './flow.ts'

const open = (drawing: string, details?: Details): Flow => {
  const { project, catalog } = graph(drawing, details)
  return new Flow(flatten(project, catalog))
}

/** Items that list ports give, by task; `a` gives `['x']` the item x with the key x. */
type Lists = Readonly<Record<string, readonly string[]>>

interface Play {
  readonly lists?: Lists
  readonly fails?: readonly string[]
  /** Which of the ready tasks ends next. */
  readonly next?: (ready: number) => number
}

const keyOf = (task: FlowTask): string => taskKey(task.node.flat.id, task.key)
const error = (task: FlowTask): ErrorBody => ({
  code: 'provider-error',
  message: `${keyOf(task)} failed`,
  node: task.node.flat.id,
})

/** Every output says which step made it of what: `echo(one)`. */
const give = (flow: Flow, task: FlowTask, lists: Lists): Outputs => {
  const { id, step } = task.node.flat
  const inputs = Object.values(flow.inputsOf(task)).map((value) =>
    Array.isArray(value) ? `[${value.join(' ')}]` : (value as string),
  ) // every value here is a text
  const outputs: Record<string, Output> = {}
  for (const [name, port] of Object.entries(step.outputs)) {
    const items = lists[keyOf(task)] ?? lists[id] ?? ['one', 'two', 'three']
    outputs[name] = port.list
      ? { items: items.map((item) => ({ key: item, value: item })) }
      : { value: inputs.length > 0 ? `${id}(${inputs.join(', ')})` : id }
  }
  return outputs
}

/** Ends one ready task after the other until nothing is ready. */
const play = (flow: Flow, { lists = {}, fails = [], next = () => 0 }: Play = {}): Flow => {
  const ready = [...flow.takeNews().ready]
  while (ready.length > 0) {
    const [task] = ready.splice(next(ready.length), 1)
    if (!task) throw new Error('no such task')
    expect(task.state).toBe('ready')
    if (fails.includes(keyOf(task))) flow.stop(task, error(task))
    else flow.succeed(task, give(flow, task, lists))
    ready.push(...flow.takeNews().ready)
  }
  return flow
}

const tasksOf = (flow: Flow): readonly FlowTask[] => flow.nodes.flatMap((node) => [...(node.tasks?.values() ?? [])])
const statesOf = (flow: Flow): Readonly<Record<string, string>> =>
  Object.fromEntries(tasksOf(flow).map((task) => [keyOf(task), task.state]))

/** What each task gave, or why it gave nothing. */
const resultsOf = (flow: Flow, id: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...(flow.node(id)?.tasks?.values() ?? [])].map((task) => {
      const [output] = Object.values(task.outputs ?? {})
      return [
        task.key ?? '',
        output && 'value' in output ? output.value : (output?.items.map((item) => item.key) ?? task.cause?.message),
      ]
    }),
  )

describe('a list', () => {
  test('runs what it feeds once per item, and all that follows, until something gathers it', () => {
    // split ─ echo ─ echo2 ─ gather
    const flow = play(open('split → echo → echo2 → gather'))
    expect(resultsOf(flow, 'echo2')).toEqual({
      one: 'echo2(echo(one))',
      two: 'echo2(echo(two))',
      three: 'echo2(echo(three))',
    })
    expect(resultsOf(flow, 'gather')).toEqual({ '': 'gather([echo2(echo(one)) echo2(echo(two)) echo2(echo(three))])' })
  })

  test('goes with a single value, which is repeated', () => {
    const flow = play(open('split → (left)pair\ntext → (right)pair'))
    expect(resultsOf(flow, 'pair')).toEqual({
      one: 'pair(one, text)',
      two: 'pair(two, text)',
      three: 'pair(three, text)',
    })
  })

  test('is zipped with another by key, in the order of the first', () => {
    const flow = play(open('split → (left)pair\nsplit2 → (right)pair'), {
      lists: { split: ['a', 'b', 'c'], split2: ['c', 'a', 'b'] },
    })
    expect(resultsOf(flow, 'pair')).toEqual({ a: 'pair(a, a)', b: 'pair(b, b)', c: 'pair(c, c)' })
  })

  test('is zipped by position where the keys are not the same', () => {
    const flow = play(open('split → (left)pair\nsplit2 → (right)pair'), {
      lists: { split: ['a', 'b'], split2: ['b', 'z'] },
    })
    expect(resultsOf(flow, 'pair')).toEqual({ a: 'pair(a, b)', b: 'pair(b, z)' })
  })

  test('meets its own items again by key after two branches', () => {
    const flow = play(open('split → echo → (left)pair\nsplit → echo2 → (right)pair'))
    expect(resultsOf(flow, 'pair')['two']).toBe('pair(echo(two), echo2(two))')
  })

  test('of another length than its partner blocks with both lengths named', () => {
    const flow = play(open('split → (left)pair → echo\nsplit2 → (right)pair'), {
      lists: { split: ['a'], split2: ['a', 'b'] },
    })
    expect(flow.task('pair', null)?.cause).toMatchObject({
      code: 'unequal-lists',
      node: 'pair',
      field: 'right',
      message: '“Pair” gets lists of different lengths: 1 for “Left”, 2 for “Right”.',
    })
    expect(flow.task('echo', null)?.cause?.node).toBe('pair')
  })

  test('of one item is a list', () => {
    const flow = play(open('split → echo → gather'), { lists: { split: ['only'] } })
    expect(resultsOf(flow, 'echo')).toEqual({ only: 'echo(only)' })
  })

  test('that is empty succeeds empty, and blocks what needs at least one', () => {
    const flow = play(open('split → echo → echo2 → gather'), { lists: { split: [] } })
    expect(flow.node('echo2')?.tasks?.size).toBe(0)
    expect(flow.task('gather', null)).toMatchObject({
      state: 'blocked',
      cause: { message: '“Gather” gets an empty list.', field: 'texts' },
    })
  })

  test('that is empty is as good as none for an optional gathering', () => {
    const flow = play(open('text → image → video → (clips)join\nsplit → image2 → video2 → (extras)join'), {
      lists: { split: [] },
    })
    expect(resultsOf(flow, 'join')).toEqual({ '': 'join([video(image(text))])' })
  })

  test('of lists is their concatenation, and its keys tell from which item they came', () => {
    const flow = play(open('split → director → echo → gather'), {
      lists: { split: ['a', 'b'], 'director a': ['1', '2'], 'director b': ['1'] },
    })
    expect(resultsOf(flow, 'echo')).toEqual({ 'a/1': 'echo(1)', 'a/2': 'echo(2)', 'b/1': 'echo(1)' })
    expect(resultsOf(flow, 'gather')).toEqual({ '': 'gather([echo(1) echo(2) echo(1)])' })
  })

  test('in which two items have one key loses neither', () => {
    const flow = play(open('split → echo → gather'), { lists: { split: ['x', 'x', 'x#2'] } })
    expect(Object.keys(resultsOf(flow, 'echo'))).toEqual(['x', 'x#2', 'x#2#2'])
    expect(resultsOf(flow, 'gather')).toEqual({ '': 'gather([echo(x) echo(x) echo(x#2)])' })
  })

  test('may have items called like what every object has', () => {
    const flow = play(open('split → echo → gather'), { lists: { split: ['constructor', '__proto__'] } })
    expect(resultsOf(flow, 'gather')).toEqual({ '': 'gather([echo(constructor) echo(__proto__)])' })
  })
})

describe('a gathering input', () => {
  test('takes single values and lists in the order of its wires', () => {
    const flow = play(open('text → gather\nsplit → gather\ntext2 → gather'), { next: (ready) => ready - 1 })
    expect(resultsOf(flow, 'gather')).toEqual({ '': 'gather([text one two three text2])' })
  })

  test('waits for every item and for lists that are still to come', () => {
    const flow = open('director → gather\ntext → gather', { director: { params: { idea: 'x' } } })
    const director = flow.task('director', null)!
    flow.succeed(flow.task('text', null)!, { text: { value: 'typed' } })
    expect(flow.task('gather', null)?.state).toBe('waiting')
    flow.succeed(director, { shots: { items: [{ key: 's', value: 'shot' }] } })
    expect(flow.task('gather', null)?.state).toBe('ready')
    expect(flow.inputsOf(flow.task('gather', null)!)).toEqual({ texts: ['shot', 'typed'] })
  })

  test('of a mapped node gives all of it to each item', () => {
    const flow = play(open('split → image → video → (clips)join\nsplit2 → audio (audio)→(music) join'), {
      lists: { split: ['a', 'b'], split2: ['x', 'y'] },
    })
    const clips = '[video(image(a)) video(image(b))]'
    expect(resultsOf(flow, 'join')).toEqual({ x: `join(${clips}, audio(x))`, y: `join(${clips}, audio(y))` })
  })
})

describe('a length that only a result can tell', () => {
  test('makes the tasks when it arrives, once, and says so', () => {
    const flow = open('director → image → video → join', { director: { params: { idea: 'x' } } })
    expect(flow.node('image')?.tasks).toBeUndefined()
    flow.takeNews()
    flow.succeed(flow.task('director', null)!, {
      shots: {
        items: [
          { key: 'a', value: '1' },
          { key: 'b', value: '2' },
        ],
      },
    })
    const news = flow.takeNews()
    expect(news.expanded.map((node) => node.flat.id)).toEqual(['image', 'video'])
    expect(news.ready.map(keyOf)).toEqual(['image a', 'image b'])
    play(flow, {})
    expect(flow.takeNews()).toEqual({ ready: [], blocked: [], expanded: [] })
  })

  test('items do not wait for each other', () => {
    const flow = open('split → image → video')
    flow.takeNews()
    flow.succeed(flow.task('split', null)!, give(flow, flow.task('split', null)!, {}))
    flow.takeNews()
    flow.succeed(flow.task('image', 'two')!, { image: { value: 'two' } })
    expect(flow.takeNews().ready.map(keyOf)).toEqual(['video two'])
  })
})

describe('a failure', () => {
  test('blocks what needs it, names itself as the cause, and leaves the rest alone', () => {
    const flow = play(open('split → image → video\ntext → echo'), { fails: ['image two'] })
    expect(statesOf(flow)).toMatchObject({
      'video one': 'done',
      'image two': 'failed',
      'video two': 'blocked',
      'video three': 'done',
      echo: 'done',
    })
    expect(flow.task('video', 'two')?.cause).toMatchObject({ node: 'image', message: 'image two failed' })
  })

  test('of one item blocks the film of all', () => {
    const flow = play(open('split → image → video → join'), { fails: ['video three'] })
    expect(flow.task('join', null)).toMatchObject({ state: 'blocked', cause: { message: 'video three failed' } })
  })

  test('of what gives a list blocks all that would have come of it', () => {
    const flow = play(open('director → image → video → join\ntext → echo', { director: { params: { idea: 'x' } } }), {
      fails: ['director'],
    })
    expect(statesOf(flow)).toMatchObject({
      director: 'failed',
      image: 'blocked',
      video: 'blocked',
      join: 'blocked',
      echo: 'done',
    })
    expect(flow.task('join', null)?.cause?.message).toBe('director failed')
  })

  test('of a list is the cause that is told, not the length that never came', () => {
    const flow = play(open('director → (left)pair\nsplit → (right)pair', { director: { params: { idea: 'x' } } }), {
      fails: ['director'],
    })
    expect(flow.task('pair', null)?.cause?.message).toBe('director failed')
  })

  test('in a list of lists keeps its place', () => {
    const flow = play(open('split → director → echo → gather'), {
      lists: { split: ['a', 'b'], director: ['1'] },
      fails: ['director a'],
    })
    expect(statesOf(flow)).toMatchObject({ 'echo a': 'blocked', 'echo b/1': 'done', gather: 'blocked' })
  })

  test('known before anything runs blocks at once', () => {
    const flow = open('odd:unheard-of (x)→(text) echo → echo2\nimage → video')
    expect(statesOf(flow)).toEqual({ echo: 'blocked', echo2: 'blocked', image: 'blocked', video: 'blocked' })
    expect(flow.task('echo2', null)?.cause).toMatchObject({ code: 'unknown-kind', node: 'odd' })
    expect(flow.task('video', null)?.cause).toMatchObject({ code: 'missing-input', node: 'image' })
  })

  test('cannot be undone, and neither can a success', () => {
    const flow = open('text → echo')
    const task = flow.task('text', null)!
    flow.succeed(task, { text: { value: 'first' } })
    flow.stop(task, error(task))
    flow.succeed(task, { text: { value: 'second' } })
    expect(task).toMatchObject({ state: 'done', cause: undefined, outputs: { text: { value: 'first' } } })
    expect(flow.takeNews().ready.map(keyOf)).toEqual(['text', 'echo'])
  })
})

describe('a chosen result', () => {
  const pins = { '': 'a'.repeat(64) } as never // a fingerprint by its form

  test('is ready whatever feeds it does', () => {
    const flow = open('text → echo → image → video', { image: { pins } })
    expect(flow.takeNews().ready.map(keyOf).toSorted()).toEqual(['image', 'text'])
    const failed = play(open('text → echo → image → video', { image: { pins } }), { fails: ['echo'] })
    expect(statesOf(failed)).toEqual({ text: 'done', echo: 'failed', image: 'done', video: 'done' })
  })

  test('of one item is that item’s alone', () => {
    const flow = play(open('split → echo → image', { image: { pins: { two: 'a'.repeat(64) } as never } }), {
      fails: ['echo two', 'echo one'],
    }) // as above
    expect(statesOf(flow)).toMatchObject({ 'image one': 'blocked', 'image two': 'done', 'image three': 'done' })
  })
})

test('a chain of 20,000 steps neither overflows the stack nor takes long', () => {
  const chain = (mapped: boolean): string =>
    [mapped ? 'split' : 'text', ...Array.from({ length: 20_000 }, (_, place) => `echo${place}`)].join(' → ')
  for (const mapped of [false, true]) {
    const done = play(open(chain(mapped)), { lists: { split: ['x'] } })
    expect(tasksOf(done).every((task) => task.state === 'done')).toBe(true)
    const failed = play(open(chain(mapped)), { fails: [mapped ? 'split' : 'text'] })
    expect(tasksOf(failed).filter((task) => task.state === 'blocked')).toHaveLength(20_000)
  }
}, 30_000)
