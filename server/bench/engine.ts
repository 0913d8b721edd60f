import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Project, Scope } from '@reelgraph/shared'
import { drawProject, ended, openWorkshop } from '../src/engine/testing/workshop.ts'
import { bench as createBench, timed } from './harness.ts'

const all: Scope = { of: 'all' }
const folder = mkdtempSync(join(tmpdir(), 'reelgraph-bench-'))
let files = 0

/** `tasks` steps in ten layers, each fed by two of the layer above. */
const layered = (tasks: number): Project => {
  const width = Math.max(1, Math.floor(tasks / 10))
  const table: Record<string, Parameters<typeof drawProject>[0][string]> = {}
  for (let index = 0; index < tasks; index += 1) {
    const layer = Math.floor(index / width)
    const above = (place: number): string => `n${(layer - 1) * width + (place % width)}`
    table[`n${index}`] = { params: { say: `s${index}` }, ...(layer > 0 && { from: [above(index), above(index + 1)] }) }
  }
  return drawProject(table)
}

/** The same graph as bare promises: what no engine can beat. */
const barePromises = async (tasks: number): Promise<number> => {
  const width = Math.max(1, Math.floor(tasks / 10))
  return timed(async () => {
    const made: Promise<string>[] = []
    for (let index = 0; index < tasks; index += 1) {
      const layer = Math.floor(index / width)
      const start = (layer - 1) * width
      const above = layer > 0 ? made.slice(start + (index % width), start + (index % width) + 2) : []
      made.push(Promise.all(above).then(async (from) => `s${index}${from.length}`))
    }
    await Promise.all(made)
  })
}

/** A run in which every step runs, on a fresh database on disk, its plan on the screen. @returns microseconds a task. */
const freshRun = async (project: Project, tasks: number): Promise<number> => {
  const workshop = openWorkshop({ file: join(folder, `${++files}.db`), behave: () => '', concurrency: 64 })
  const order = { project, revision: 1, scope: all }
  await workshop.engine.plan(order)
  const took = await timed(async () => ended(workshop.engine, await workshop.engine.start(order)))
  await workshop.close()
  return (took * 1000) / tasks
}

/** The plan before that run, from nothing. @returns microseconds a node. */
const freshPlan = async (project: Project, tasks: number): Promise<number> => {
  const workshop = openWorkshop({ file: join(folder, `${++files}.db`), behave: () => '', concurrency: 64 })
  const took = await timed(() => workshop.engine.plan({ project, revision: 1, scope: all }))
  await workshop.close()
  return (took * 1000) / tasks
}

const bench = createBench('engine')
const perTask = new Map<number, number>()
// The larger first: it leaves the code warm for the smaller.
for (const tasks of [10_000, 1_000]) {
  const project = layered(tasks)
  const value = await bench.measure({
    case: `${tasks.toLocaleString('en')} no-op tasks, with journal`,
    unit: 'µs/task',
    run: () => freshRun(project, tasks),
    baseline: async () => ((await barePromises(tasks)) * 1000) / tasks,
    goal: { atMost: 25 },
  })
  perTask.set(tasks, value)
  await bench.measure({
    case: `its plan, ${tasks.toLocaleString('en')} nodes`,
    unit: 'µs/node',
    run: () => freshPlan(project, tasks),
  })
}
bench.add({
  case: '10,000 beside 1,000, per task',
  unit: '×',
  value: (perTask.get(10_000) ?? NaN) / (perTask.get(1_000) ?? NaN),
  goal: { atMost: 1.3 },
})

for (const { tasks, goal } of [
  { tasks: 1_000, goal: 30 },
  { tasks: 10_000, goal: 300 },
]) {
  const project = layered(tasks)
  const workshop = openWorkshop({ file: join(folder, `${++files}.db`), behave: () => '', concurrency: 64 })
  await ended(workshop.engine, await workshop.engine.start({ project, revision: 1, scope: all }))
  await bench.measure({
    case: `nothing changed, ${tasks.toLocaleString('en')} nodes`,
    unit: 'ms',
    run: () =>
      timed(async () => ended(workshop.engine, await workshop.engine.start({ project, revision: 1, scope: all }))),
    goal: { atMost: goal },
  })
  await workshop.close()
}

bench.finish()
rmSync(folder, { recursive: true, force: true })
