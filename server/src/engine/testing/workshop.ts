import { z } from 'zod'
import {
  createCatalog,
  defineModel,
  defineProvider,
  out,
  port,
  type Catalog,
  type Clock,
  type Context,
  type Log,
  type NodeDefinition,
  type Outputs,
  type Run,
  type RunId,
} from '@reelgraph/shared'
import type { Limits } from '../attempts.ts'
import { createEngine } from '../create-engine.ts'
import type { EngineParts } from '../engine-parts.ts'
import type { Engine } from '../engine.ts'
import { systemClock } from '../../clock.ts'
import { createTaskHost, type AnyExecutor, type TaskHost, type TaskHostParts } from '../task-host.ts'
import { bind, createGraphStore, createRunJournal } from '../../store/embedded/journal.ts'
import { openDatabase, type Database } from '../../store/embedded/database.ts'
import { createApprovalStore } from '../../store/embedded/approvals.ts'
import { createAttemptStore } from '../../store/embedded/attempts.ts'
import { createModelTimes } from '../../store/embedded/model-times.ts'
import { createResultStore, createTakeStore } from '../../store/embedded/results.ts'
import { createSetbackStore } from '../../store/embedded/setbacks.ts'
import type { AttemptStore, ResultStore } from '../../store/stores.ts'
import type { JobShop } from './job-shop.ts'
import { lines, typed, work } from './kinds.ts'
import { lockedProvider, otherProvider, paint } from './studio-models.ts'

export { drawProject } from './draw-project.ts'

const step = defineModel({
  id: 'work/step',
  version: 1,
  makes: 'text',
  title: 'Step',
  summary: 'Joins what it is given. For tests and benchmarks.',
  inputs: { from: port.text({ many: true, optional: true }), each: port.text({ optional: true }) },
  outputs: { text: out.text() },
  params: z.object({ say: z.string().default('') }),
})

const list = defineModel({
  id: 'work/list',
  version: 1,
  makes: 'text',
  title: 'List',
  summary: 'Gives a list whose length only its run can tell. For tests and benchmarks.',
  inputs: { each: port.text({ optional: true }) },
  outputs: { text: out.text({ list: {} }) },
  params: z.object({ words: z.string().default('') }),
})

const provider = (concurrency: number) =>
  defineProvider({ id: 'work', title: 'Work', summary: 'For tests.', builtIn: true, concurrency })

/** What a step is asked to do; a test answers with the text it makes, or throws. */
export interface Call {
  readonly say: string
  readonly from: readonly string[]
  readonly each: string | undefined
  readonly take: number
  readonly context: Context
}

export type Behave = (call: Call) => string | Promise<string>

export interface Workshop {
  readonly engine: Engine
  readonly catalog: Catalog
  readonly database: Database
  /** Everything a step was called for, in order. */
  readonly calls: string[]
  /** Lets go of the database as a killed process would: nothing is said to the engine. */
  close(): Promise<void>
}

export interface WorkshopOptions {
  /** A database file; in memory where there is none. */
  readonly file?: string
  readonly concurrency?: number
  readonly behave?: Behave
  readonly clock?: Clock
  /** Where paid steps are made. */
  readonly shop?: Pick<JobShop, 'models' | 'executors' | 'fetch'>
  readonly download?: TaskHostParts['download']
  /** Other kinds of nodes, and what makes and keeps their media. */
  readonly kinds?: readonly NodeDefinition[]
  readonly media?: Pick<TaskHostParts, 'assets' | 'openMedia'>
  /** What projects and days may cost, in micro-dollars. */
  readonly caps?: Limits
  readonly capsOf?: EngineParts['capsOf']
  /** Which account a project uses; the provider's one and only where nothing is said. */
  readonly accounts?: EngineParts['accounts']
  readonly account?: TaskHostParts['account']
  /** What stands between the engine and the stored results. */
  readonly results?: (results: ResultStore) => ResultStore
  readonly attempts?: (attempts: AttemptStore) => AttemptStore
  /** What is off with what a step gave. */
  readonly look?: TaskHost['look']
  readonly log?: Log
}

const silent: Log = { info: () => {}, warn: () => {} }

/** A real engine on a real database, with steps that do what the test says. */
export const openWorkshop = (options: WorkshopOptions = {}): Workshop => {
  const { behave = ({ say, from, each }) => [say, each ?? '', ...from].filter(Boolean).join(' ') } = options
  const catalog = createCatalog({
    kinds: [lines, typed, work, paint, ...(options.kinds ?? [])],
    models: [step, list, ...(options.shop?.models ?? [])],
    providers: [provider(options.concurrency ?? 8), otherProvider, lockedProvider],
  })
  const database = openDatabase(options.file ?? ':memory:')
  const bound = bind(database)
  const calls: string[] = []
  const executor: AnyExecutor = {
    run: async ({ params, inputs, take }, context) => {
      const { from = [], each } = inputs as { readonly from?: readonly string[]; readonly each?: string } // the ports of `step` and `list`
      const words = params['words']
      if (typeof words === 'string')
        return {
          text: words
            .split(' ')
            .filter(Boolean)
            .map((key) => ({ key, value: key })),
        }
      const say = String(params['say'])
      calls.push(each ?? say)
      return { text: await behave({ say, from, each, take, context }) }
    },
  }
  const clock: Clock = options.clock ?? systemClock
  const refuse = (): never => {
    throw new Error('these steps make no media')
  }
  const host = createTaskHost({
    executors: {
      'work/step': async () => ({ executor }),
      'work/list': async () => ({ executor }),
      ...options.shop?.executors,
    },
    assets: { write: refuse, adopt: refuse, facts: refuse, path: refuse },
    openMedia: refuse,
    ...options.media,
    readAsset: refuse,
    download: options.download ?? refuse,
    fetch: options.shop?.fetch ?? refuse,
    account: options.account ?? refuse,
    clock,
    log: options.log ?? silent,
  })
  const engine = createEngine({
    catalog,
    journal: createRunJournal(bound),
    graphs: createGraphStore(bound),
    results: options.results?.(createResultStore(bound)) ?? createResultStore(bound),
    takes: createTakeStore(bound),
    approvals: createApprovalStore(bound),
    setbacks: createSetbackStore(bound),
    attempts: options.attempts?.(createAttemptStore(bound)) ?? createAttemptStore(bound),
    times: createModelTimes(bound),
    capsOf: options.capsOf ?? (async () => options.caps ?? {}),
    accounts: options.accounts ?? { laneOf: (id) => id, has: () => true },
    lanes: { limitsOf: () => ({}), save: () => {} },
    host: { ...host, ...(options.look && { look: options.look }) },
    clock,
    log: options.log ?? silent,
    cores: 4,
  })
  return {
    engine,
    catalog,
    database,
    calls,
    async close() {
      await engine.close()
      database.close()
    },
  }
}

/** The run's state once it has ended. */
export const ended = async (engine: Engine, id: RunId): Promise<Run> => {
  const over = new Promise<void>((resolve) => {
    const stop = engine.watch((news) => {
      if (news.type !== 'events' || news.run !== id || news.events.at(-1)?.event.type !== 'run-ended') return
      stop()
      resolve()
    })
  })
  const now = await engine.read(id)
  if (now?.run.endedAt !== undefined) return now.run
  await over
  const read = await engine.read(id)
  if (!read) throw new Error('there is no such run')
  return read.run
}

export const textOf = (outputs: Outputs | undefined): unknown => {
  const output = outputs?.['text']
  return output && 'value' in output ? output.value : output?.items.map((item) => item.value)
}
