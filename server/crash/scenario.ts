import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunIdSchema, taskKey, type Project } from '@reelgraph/shared'
import { differences } from './equal-ends.ts'
import type { ChildOrder, Fact, View } from './fact.ts'
import { openFakeProvider, type FakeProvider } from './fake-provider.ts'
import { live, type Life } from './life.ts'
import type { FateOf } from './provider/fate.ts'
import { contradictions, madeTwice, undone, type Statement } from './truth.ts'

/** Where a process is killed: at the n-th place it passes, or so many milliseconds after its engine began to work. */
export type Kill = { readonly atPlace: number } | { readonly after: number }

export interface Scenario {
  readonly name: string
  readonly project: Project
  readonly fateOf: FateOf
  readonly answersLookUps: boolean
  /** Every model can be looked up: the end is to be exactly the same. */
  readonly exact: boolean
}

/** The run without a crash. */
export interface Undisturbed {
  readonly view: View
  /** How many places it passed. */
  readonly passed: number
  /** Milliseconds. */
  readonly lasted: number
}

export interface Broken {
  /** What the last life showed in the end. */
  readonly view?: View
  /** Where it was really killed. */
  readonly kills: readonly Kill[]
  /** Everything that was not as promised. */
  readonly wrong: readonly string[]
}

const RUN = RunIdSchema.parse('crash-run')

/** Runs it to its end on a data folder and a provider of its own, without a crash. */
export const undisturbed = async (scenario: Scenario): Promise<Undisturbed> =>
  inWorld(scenario, async (world) => {
    const life = await live({ order: world.order })
    const settled = life.facts.find((fact) => fact.fact === 'settled')
    if (life.end !== 'closed' || !settled) throw new Error(`${scenario.name} without a crash: ${whyBroken(life)}`)
    const wrong = await judge(world, settled.view)
    if (wrong.length > 0) throw new Error(`${scenario.name} without a crash:\n${wrong.join('\n')}`)
    return { view: settled.view, passed: settled.passed, lasted: life.lasted }
  })

/** Kills it at each of these points in turn, starts it again, and compares what it shows with the provider's books each time. */
export const broken = async (scenario: Scenario, without: Undisturbed, kills: readonly Kill[]): Promise<Broken> =>
  inWorld(scenario, async (world) => {
    const done: Kill[] = []
    const wrong: string[] = []
    let last: View | undefined
    for (const kill of [...kills, undefined]) {
      const statement = await statementOf(world)
      const life = await live(livingOf(world, kill))
      const opened = life.facts.find((fact) => fact.fact === 'opened')?.view
      // Until it has gone on nothing new is in the books.
      const untrue = opened ? contradictions(opened, statement) : []
      wrong.push(...untrue.map((what) => `after ${done.length} kills: ${what}`))
      for (const view of viewsOf(life)) {
        if (last) wrong.push(...undone(last, view))
        last = view
      }
      if (life.end === 'failed') wrong.push(`it broke: ${whyBroken(life)}`)
      if (life.end === 'killed' && kill) done.push(kill)
      if (life.end !== 'killed') break
    }
    if (!last) return { kills: done, wrong: ['it never began'] }
    if (wrong.length > 0) return { kills: done, wrong, view: last }
    wrong.push(...(await judge(world, last)))
    wrong.push(...differences({ ...scenario, without: without.view, withCrashes: last }))
    return { kills: done, wrong, view: last }
  })

const whyBroken = ({ facts, printed }: Life): string => {
  const stalled = facts.find((fact) => fact.fact === 'stalled')?.view
  if (!stalled) return printed
  const open = stalled.run.tasks.filter(({ endedAt }) => endedAt === undefined)
  const names = open.map(({ node, item, status }) => `${taskKey(node, item)} ${status}`)
  return `nothing is under way and the run is ${stalled.run.status}, with ${names.join(', ')}`
}

const viewsOf = ({ facts }: Life): readonly View[] => {
  const viewOf = (fact: Fact): View | null => ('view' in fact ? fact.view : null)
  return facts.map(viewOf).filter((view) => view !== null)
}

interface World {
  readonly scenario: Scenario
  readonly provider: FakeProvider
  readonly order: ChildOrder
}

const inWorld = async <T>(scenario: Scenario, work: (world: World) => Promise<T>): Promise<T> => {
  const { project, fateOf, answersLookUps } = scenario
  const folder = mkdtempSync(join(tmpdir(), 'reelgraph-crash-'))
  const provider = await openFakeProvider({ fateOf, answersLookUps, flakyPolls: 0.1 })
  try {
    return await work({
      scenario,
      provider,
      order: { folder, url: provider.url, run: RUN, project, epoch: Date.now() },
    })
  } finally {
    await provider.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const livingOf = ({ order }: World, kill: Kill | undefined): Parameters<typeof live>[0] => {
  if (!kill) return { order }
  return 'after' in kill ? { order, killAfter: kill.after } : { order: { ...order, killAt: kill.atPlace } }
}

/** What is in the books when nobody talks to the provider any more. */
const statementOf = async ({ provider, scenario }: World): Promise<Statement> => {
  await provider.quiet()
  const { requests, jobs } = provider.books
  return { requests: [...requests], jobs: new Map(jobs), at: Date.now(), answersLookUps: scenario.answersLookUps }
}

const judge = async (world: World, view: View): Promise<readonly string[]> => {
  const statement = await statementOf(world)
  return [...contradictions(view, statement), ...madeTwice(statement)]
}
