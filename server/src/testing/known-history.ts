import { createHash } from 'node:crypto'
import { FingerprintSchema, ProjectIdSchema, RunIdSchema, type RunEvent } from '@reelgraph/shared'
import { openDatabase, type Database } from '../store/embedded/database.ts'
import { bind, createRunJournal } from '../store/embedded/journal.ts'
import { createOpLog } from '../store/embedded/op-log.ts'
import { createResultStore, createTakeStore } from '../store/embedded/results.ts'
import type { OpLog, ResultStore, RunJournal, TakeStore } from '../store/stores.ts'

interface Stores {
  readonly database: Database
  readonly journal: RunJournal
  readonly opLog: OpLog
  readonly results: ResultStore
  readonly takes: TakeStore
}

export const openStores = (file: string): Stores => {
  const database = openDatabase(file)
  const bound = bind(database)
  return {
    database,
    journal: createRunJournal(bound),
    opLog: createOpLog(database),
    results: createResultStore(bound),
    takes: createTakeStore(bound),
  }
}

const project = ProjectIdSchema.parse('film')
const STEPS_A_RUN = 8
const NODES = 3

const fingerprintOf = (step: number) => FingerprintSchema.parse(createHash('sha256').update(`${step}`).digest('hex'))
const nodeOf = (step: number): string => `n${step % NODES}`
/** Some are longer than a page of the database. */
const wordsOf = (step: number): string => `step ${step} `.repeat(step % 5 === 0 ? 1500 : 10)

const EVENTS_A_STEP = 4

/** Makes one commit, which no other is like; on disk when it resolves. Steps are counted from 1. */
export const writeStep = async ({ database, journal, opLog, results, takes }: Stores, step: number): Promise<void> => {
  const at = 1_700_000_000_000 + step
  if (step % 4 === 0) {
    const ops = [{ op: 'set' as const, path: ['name'], value: wordsOf(step) }]
    return opLog.append(project, { id: `b${step}`, revision: step / 4, ops, at })
  }
  const inRun = (step - 1) % STEPS_A_RUN
  const run = RunIdSchema.parse(`run-${(step - 1 - inRun) / STEPS_A_RUN}`)
  if (inRun === 0)
    journal.create({
      id: run,
      project,
      revision: step,
      scope: { of: 'all' },
      status: 'running',
      createdAt: at,
      cost: 0,
    })
  for (let count = 1; count <= EVENTS_A_STEP; count += 1) {
    const event: RunEvent = { type: 'expanded', at, node: nodeOf(step), items: [`${step}-${count}`] }
    journal.append(run, inRun * EVENTS_A_STEP + count, event)
  }
  results.put({
    fingerprint: fingerprintOf(step),
    outputs: { out: { value: wordsOf(step) } },
    subject: { kind: 'words', kindVersion: 1, params: { step }, inputs: {}, take: 0 },
    project,
    run,
    node: nodeOf(step),
    item: null,
    at,
    milliseconds: step,
    cost: step,
  })
  takes.note({ project, node: nodeOf(step), item: '', take: step })
  if (inRun === STEPS_A_RUN - 2) journal.update(run, { status: 'succeeded', endedAt: at, cost: step })
  await database.settle()
}

/** Everything that the stores know of the steps up to `most`, to be compared. */
export const stateOf = async ({ journal, opLog, results, takes }: Stores, most: number): Promise<string> => {
  const runs = await journal.list(project)
  const events = await Promise.all(runs.map(({ id }) => journal.read(id, 0)))
  const steps = Array.from({ length: most }, (_, index) => index + 1)
  const found = await results.get(steps.map(fingerprintOf))
  const kept = steps.flatMap((step) => found.get(fingerprintOf(step)) ?? [])
  const nodes = Array.from({ length: NODES }, (_, index) => nodeOf(index))
  const highest = await Promise.all(nodes.map((node) => takes.highest({ project, node, item: '' })))
  return JSON.stringify({
    runs,
    events,
    unfinished: await journal.unfinished(),
    ops: await opLog.since(project, 0),
    results: kept.map(({ fingerprint, outputs, subject, node, at, cost }) => [
      fingerprint,
      outputs,
      subject,
      node,
      at,
      cost,
    ]),
    highest,
  })
}

/** For a process that will be killed: says on standard output how far it is. */
export const writeAloud = async (file: string, steps: number): Promise<void> => {
  const stores = openStores(file)
  for (let step = 1; step <= steps; step += 1) {
    await writeStep(stores, step)
    process.stdout.write(`${step}\n`)
  }
}
