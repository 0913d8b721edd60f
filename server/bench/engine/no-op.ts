import { timed, type Bench } from '../harness.ts'
import { ended } from '../../src/engine/testing/workshop.ts'
import { ALL, barePromises, layered, openNoOps, type Folder } from './layered.ts'

/** The middle ones first: they warm the code up, and the largest leaves no heap behind for them. */
const SIZES = [
  { tasks: 10_000 },
  { tasks: 1_000 },
  { tasks: 100_000, sampling: { warmUps: 1, maxRepeats: 3 } },
] as const

/** Every step runs, on a fresh database, until all of it is on disk. In microseconds a task. */
export const measureNoOps = async (bench: Bench, folder: Folder): Promise<void> => {
  const perTask = new Map<number, number>()
  for (const { tasks, ...size } of SIZES) {
    const project = layered(tasks)
    const order = { project, revision: 1, scope: ALL }
    const fresh = async <T>(work: (workshop: ReturnType<typeof openNoOps>) => Promise<T>): Promise<T> => {
      const file = folder.newFile()
      const workshop = openNoOps(file)
      const result = await work(workshop)
      await workshop.close()
      folder.forget(file)
      return result
    }
    const value = await bench.measure({
      case: `${tasks.toLocaleString('en')} no-op tasks, with journal`,
      unit: 'µs/task',
      run: () =>
        fresh(async ({ engine, database }) => {
          // its plan is on the screen
          await engine.plan(order)
          const took = await timed(async () => {
            await ended(engine, await engine.start(order))
            await database.settle()
          })
          return (took * 1000) / tasks
        }),
      baseline: async () => ((await timed(() => barePromises(tasks))) * 1000) / tasks,
      goal: { atMost: 25 },
      ...('sampling' in size && size.sampling),
    })
    perTask.set(tasks, value)
    if ('sampling' in size) continue
    await bench.measure({
      case: `its plan, ${tasks.toLocaleString('en')} nodes`,
      unit: 'µs/node',
      run: () => fresh(async ({ engine }) => ((await timed(() => engine.plan(order))) * 1000) / tasks),
    })
  }
  const of = (tasks: number): number => perTask.get(tasks) ?? NaN
  bench.add({
    case: '10,000 beside 1,000, per task',
    unit: '×',
    value: of(10_000) / of(1_000),
    goal: { atMost: 1.3 },
  })
  bench.add({
    case: 'the slowest of the three beside the fastest, per task',
    unit: '×',
    value: Math.max(...perTask.values()) / Math.min(...perTask.values()),
    goal: { atMost: 1.3 },
  })
}

/** Everything ran before: nothing is to be done, and the run says so of every node. */
export const measureUnchanged = async (bench: Bench, folder: Folder): Promise<void> => {
  for (const { tasks, atMost } of [
    { tasks: 1_000, atMost: 30 },
    { tasks: 10_000, atMost: 300 },
  ]) {
    const order = { project: layered(tasks), revision: 1, scope: ALL }
    const file = folder.newFile()
    const workshop = openNoOps(file)
    const run = ({ engine }: typeof workshop) => timed(async () => ended(engine, await engine.start(order)))
    await run(workshop)
    const nodes = `nothing changed, ${tasks.toLocaleString('en')} nodes`
    await bench.measure({ case: nodes, unit: 'ms', run: () => run(workshop), goal: { atMost } })
    await workshop.close()
    await bench.measure({
      case: `${nodes}, first run after a restart`,
      unit: 'ms',
      run: async () => {
        const restarted = openNoOps(file)
        const took = await run(restarted)
        await restarted.close()
        return took
      },
      goal: { atMost },
    })
    folder.forget(file)
  }
}
