import { describe, expect, test } from 'vitest'
import { flatten } from '../project/flatten.ts'
import { graph } from '../testing/drawing.ts'
import { Flow } from './flow.ts'
import { countsItems, urgencyOf } from './urgency.ts'

type Durations = Readonly<Record<string, number>>

const world = (drawing: string, durations: Durations, lanes = 1) => {
  const { project, catalog } = graph(drawing, { text: { params: { text: 'x' } } })
  const flow = new Flow(flatten(project, catalog))
  /** As the flow is now. */
  const look = () =>
    urgencyOf({
      flow,
      duration: (model) => {
        const median = durations[model]
        return median === undefined ? undefined : { median, p95: median, runs: 5 }
      },
      lanes: () => lanes,
    })
  return { flow, look }
}

/** The same with the three words of its list known. */
const listed = (drawing: string, durations: Durations) => {
  const { flow, look } = world(drawing, durations)
  const list = flow.task('split', null)
  const items = ['one', 'two', 'three'].map((key) => ({ key, value: key }))
  if (list) flow.succeed(list, { words: { items } })
  const urgency = look()
  const of = (node: string, item: string | null): number => {
    const task = flow.task(node, item)
    if (!task) throw new Error(`there is no ${node} ${item}`)
    return urgency(task)
  }
  return { of }
}

/** Of every node's first task. */
const urgencies = (drawing: string, durations: Durations, lanes = 1) => {
  const { flow, look } = world(drawing, durations, lanes)
  const urgency = look()
  return Object.fromEntries(
    flow.nodes.flatMap((node) =>
      [...(node.tasks?.values() ?? [])].slice(0, 1).map((task) => [node.flat.id, urgency(task)]),
    ),
  )
}

describe('the urgency of a task', () => {
  const lanes = 1_000_000
  const times = { 'test/paint': 20, 'test/film': 300, join: 1, echo: 50 }

  test('is the longest way to an end where there is room for all, itself included; what is instant takes no time', () => {
    const found = urgencies('text → image → video → join\ntext → echo', times, lanes)
    for (const [node, way] of Object.entries({ text: 321, image: 321, video: 301, join: 1, echo: 50 }))
      expect(found[node]).toBeCloseTo(way, 2)
  })

  test('counts a second for what never ran here, and nothing for what has ended', () => {
    expect(urgencies('text → echo → echo2', {}, lanes)['echo']).toBeCloseTo(2000, 2)
    expect(urgencies('image → video\ntext → echo', {}, lanes)).toMatchObject({ image: 0, video: 0, echo: 1000 })
  })

  test('is greater for the first items, so that a lane with much to do is not kept waiting for all of them', () => {
    const { of } = listed('split → echo → echo2 → image', { echo: 10, echo2: 10, 'test/paint': 300 })
    expect(of('echo2', 'one')).toBeGreaterThan(of('echo', 'two'))
    expect(of('echo', 'two')).toBeGreaterThan(of('echo2', 'three'))
  })

  test('is the same for all items where what follows is in the same lane', () => {
    const { of } = listed('split → echo → echo2', { echo: 10, echo2: 10 })
    expect(of('echo', 'one')).toBe(of('echo', 'three'))
    expect(of('echo', 'three')).toBeGreaterThan(of('echo2', 'one'))
  })

  test('counts all that waits for one task, however short each of it is', () => {
    const { of } = listed('text → echo →(left) pair\nsplit →(right) pair\nsplit → image', {
      echo: 10,
      pair: 20,
      'test/paint': 50,
    })
    expect(of('echo', null)).toBe(10 + 20 + 3 * 20)
    expect(of('image', 'one')).toBe(50)
  })

  test('is the longest way alone in a graph too large to be looked through', () => {
    const many = Array.from({ length: 120 }, (_, index) => `text → a${index}:echo → b${index}:echo`).join('\n')
    const { flow, look } = world(many, { echo: 10 })
    const task = flow.task('a0', null)
    expect(task && look()(task)).toBe(20)
    expect(countsItems(flow)).toBe(false)
  })
})
