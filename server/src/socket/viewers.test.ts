import { toWire } from '@reelgraph/shared'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { silentLog } from '../log.ts'
import { FakeEngine } from '../testing/fake-engine.ts'
import { FilmViewer } from '../testing/film-viewer.ts'
import { runId } from '../testing/graphs.ts'
import { breath, openProjects, slowly } from '../testing/open-projects.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { film, graph, progress, rename, taskStarted } from '../testing/watched-film.ts'
import { SocketHub } from './socket-hub.ts'

/** So little that whoever does not read for a few steps is dropped. */
const MAX_BUFFERED_BYTES = 500
const VIEWERS = 3

const watchedFilm = async (onDrop: () => void) => {
  const { projects, database } = openProjects(temporaryFolder(), { slowReads: true })
  const engine = new FakeEngine()
  await projects.create({ id: film, name: 'Film', graph, settings: {} })
  const hub = new SocketHub({
    projects,
    engine,
    log: { ...silentLog, warn: onDrop },
    readableError: (thrown) => {
      throw thrown
    },
    maxBufferedBytes: MAX_BUFFERED_BYTES,
  })
  let count = 0
  let current = runId('run-0')
  const start = async (): Promise<void> => {
    const { project, revision } = await projects.open(film)
    await engine.start({ project, revision, scope: { of: 'all' }, id: current })
  }
  await start()
  return {
    engine,
    projects,
    hub,
    /** The server's part. */
    acts: {
      edit: async () => void (await projects.apply(film, { ...rename(`Name ${count}`), id: `edit-${(count += 1)}` })),
      event: async () => engine.emit(current, { ...taskStarted, attempt: (count += 1) }),
      storm: async () => {
        for (let index = 0; index < 20; index += 1) engine.emit(current, { ...taskStarted, attempt: (count += 1) })
      },
      progress: async () => engine.show(current, progress((count += 1))),
      nextRun: async () => {
        engine.emit(
          current,
          { type: 'task-succeeded', at: 3, node: 'b', item: null, outputs: {} },
          { type: 'run-ended', at: 3, status: 'succeeded' },
        )
        current = runId(`run-${(count += 1)}`)
        await start()
      },
      breathe: breath,
      /** Long enough for an answer. */
      wait: async () => {
        for (let part = 0; part < 6; part += 1) await slowly()
      },
    },
    current: () => current,
    close: () => {
      hub.close()
      database.close()
    },
  }
}

const happening = fc.constantFrom(
  'edit',
  'event',
  'storm',
  'progress',
  'nextRun',
  'breathe',
  'breathe',
  'wait' as const,
)
const doing = fc.record({
  who: fc.integer({ min: 0, max: VIEWERS - 1 }),
  does: fc.constantFrom('subscribe', 'unsubscribe', 'stall', 'stall', 'readOn', 'connect', 'disconnect' as const),
})

const anything = fc.oneof(happening, doing)
type Step = typeof anything extends fc.Arbitrary<infer Value> ? Value : never

/** It asks again and again while two runs end: the answer holds only the last of them, and what was told of the other is late. */
const again = { who: 0, does: 'subscribe' } as const
const runsThatEndBeforeTheAnswer: Step[] = [
  ...(['event', 'nextRun', 'nextRun', 'wait', again, 'breathe', again, again, 'edit', again] as const),
  ...(['edit', 'edit', 'edit', 'edit', 'edit', again] as const),
]

it('every viewer ends with what the server has, whoever comes, goes, stops reading or is dropped meanwhile', async () => {
  let drops = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { minLength: 10, maxLength: 80 }), async (steps) => {
      const { engine, projects, hub, acts, current, close } = await watchedFilm(() => (drops += 1))
      const viewers = Array.from({ length: VIEWERS }, () => new FilmViewer(hub))
      for (const viewer of viewers) {
        viewer.connect()
        viewer.subscribe()
      }
      for (const step of steps) {
        if (typeof step === 'string') await acts[step]()
        else viewers[step.who]?.[step.does]()
      }
      for (const viewer of viewers) {
        viewer.connect()
        viewer.subscribe()
      }
      await acts.edit()
      await acts.event()
      await acts.progress()
      const { project, revision } = await projects.open(film)
      for (const viewer of viewers) {
        const { seen } = viewer
        await vi.waitFor(
          () => {
            expect(viewer.isSettled).toBe(true)
            expect({ project: seen.project, revision: seen.revision }).toEqual({ project, revision })
            expect(seen.runs.get(current())?.tasks.get('b')?.progress).toBeGreaterThan(0)
          },
          { interval: 1 },
        )
        expect(viewer.failure).toBeUndefined()
        for (const [id, state] of seen.runs) expect(toWire(state)).toEqual((await engine.read(runId(id)))?.run)
      }
      close()
    }),
    { numRuns: 150, examples: [[runsThatEndBeforeTheAnswer]] },
  )
  expect(drops).toBeGreaterThan(20)
})

it('a viewer whose coming shows that all others are too slow is served like any other', async () => {
  const onDrop = vi.fn()
  const { hub, acts, close } = await watchedFilm(onDrop)
  const [slow, newcomer] = [new FilmViewer(hub), new FilmViewer(hub)]
  slow.connect()
  slow.subscribe()
  await vi.waitFor(() => expect(slow.isSettled).toBe(true))
  slow.stall()
  await acts.storm()
  expect(onDrop).not.toHaveBeenCalled()
  newcomer.connect()
  newcomer.subscribe()
  expect(onDrop).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(newcomer.isSettled).toBe(true))
  const { revision } = newcomer.seen
  await acts.edit()
  await vi.waitFor(() => expect(newcomer.seen.revision).toBe(revision + 1))
  close()
})
