// One large run in a process of its own, so that nothing but the run is in its memory. Needs --expose-gc.
import { statSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ProjectIdSchema, type Project } from '@reelgraph/shared'
import { drawProject, ended } from '../../src/engine/testing/workshop.ts'
import { ALL, layered, openNoOps } from './layered.ts'

/** In bytes. */
export interface MemoryOfARun {
  /** With its project, and with what could have been collected: the highest between turns of the event loop. */
  readonly peak: number
  /** Right after its end, when those who watched it can still ask for it. */
  readonly ended: number
  /** When others have ended since. */
  readonly letGo: number
  readonly resident: number
  readonly journal: number
  readonly database: number
}

const [file = '', count = ''] = process.argv.slice(2)

const heap = async (): Promise<number> => {
  // what ends with a turn, such as a promise's callbacks, is only then free
  for (let turn = 0; turn < 3; turn += 1) await nextTurn()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const workshop = openNoOps(file)
const run = async (project: Project): Promise<void> => {
  const { engine } = workshop
  await ended(engine, await engine.start({ project, revision: 1, scope: ALL }))
}

const small = { ...drawProject({ only: {} }), id: ProjectIdSchema.parse('small') }
await run(small)
const before = await heap()
let peak = before
let isOver = false
const look = (): void => {
  peak = Math.max(peak, process.memoryUsage().heapUsed)
  if (!isOver) setImmediate(look)
}
look()
// nobody has its project open afterwards
await run(layered(Number(count)))
isOver = true
const atItsEnd = (await heap()) - before
// More than the engine keeps of what has ended.
for (let other = 0; other < 8; other += 1) await run(small)
workshop.calls.length = 0
const letGo = (await heap()) - before
const { sqlite } = workshop.database
const bytes = sqlite.prepare('SELECT SUM(LENGTH(CAST(events AS BLOB))) AS bytes FROM run_events').get()?.['bytes']
const resident = process.resourceUsage().maxRSS * 1024
// With it all that was written is in one file.
await workshop.close()
const told: MemoryOfARun = {
  peak: peak - before,
  ended: atItsEnd,
  letGo,
  resident,
  journal: Number(bytes),
  database: statSync(file).size,
}
process.send?.(told)
