import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunIdSchema, taskKey, type Project } from '@reelgraph/shared'
import { differences } from './equal-ends.ts'
import type { ChildOrder, View } from './fact.ts'
import { openFakeProvider, type FakeProvider } from './fake-provider.ts'
import { live, type Life } from './life.ts'
import type { FateOf } from './provider/fate.ts'
import { contradictions, disagreements, madeTwice, undone, type Statement } from './truth.ts'

/** Where a process is killed: at the n-th place it passes, or so many milliseconds after its engine began to work. */
export type Kill = { readonly atPlace: number } | { readonly after: number }

export interface Scenario {
  readonly name: string
  readonly project: Project
  readonly fateOf: FateOf
  readonly answersLookUps: boolean
  /** Every model can be looked up: the end is to be exactly the same. */
  readonly exact: boolean
  /** After how many events of its journal it is cancelled. */
  readonly cancelAfter?: number
}

/** The run without a crash. */
export interface Undisturbed {
  readonly view: View
  readonly statement: Statement
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
    const statement = await statementOf(world)
    const wrong = contradictions(settled.view, statement)
    if (wrong.length > 0) throw new Error(`${scenario.name} without a crash:\n${wrong.join('\n')}`)
    return { view: settled.view, statement, passed: settled.passed, lasted: life.lasted }
  })

/**
 * Kills it at each of these points in turn, starts it again, and compares what it shows with the provider's books each time and
 * its end with the end without a crash. Then a person decides of what waits, and it is killed and started again once more.
 */
export const broken = async (scenario: Scenario, without: Undisturbed, kills: readonly Kill[]): Promise<Broken> =>
  inWorld(scenario, async (world) => {
    const course = new Course(world)
    const { wrong } = course
    await course.live(kills)
    if (wrong.length > 0 || !course.view) return course.end()
    wrong.push(...(await judge(world, course.view)), ...madeTwice(await statementOf(world)))
    if (!scenario.cancelAfter)
      wrong.push(...differences({ ...scenario, without: without.view, withCrashes: course.view }))
    if (wrong.length > 0 || course.view.run.endedAt !== undefined) return course.end()
    await course.live(kills.slice(0, 1), kills.length % 2 === 0 ? 'give-up' : 'again')
    wrong.push(...(await judge(world, course.view)))
    if (course.view.run.endedAt === undefined) wrong.push('a person has decided of everything, and it has not ended')
    return course.end()
  })

/** The lives of one run, and everything in them that was not as promised. */
class Course {
  view: View | undefined
  readonly wrong: string[] = []
  private readonly done: Kill[] = []
  private readonly world: World

  constructor(world: World) {
    this.world = world
  }

  /** Until a life is not killed any more. */
  async live(kills: readonly Kill[], decide?: ChildOrder['decide']): Promise<void> {
    const { world } = this
    const order = { ...world.order, ...(decide && { decide }) }
    for (const kill of [...kills, undefined]) {
      const before = await statementOf(world)
      const life = await live(livingOf(order, kill))
      this.compare(life, before, await statementOf(world))
      if (life.end === 'failed') this.wrong.push(`it broke: ${whyBroken(life)}`)
      if (life.end === 'killed' && kill) this.done.push(kill)
      if (life.end !== 'killed') return
    }
  }

  end(): Broken {
    const { done, wrong, view } = this
    return { kills: done, wrong: view ? wrong : ['it never began', ...wrong], ...(view && { view }) }
  }

  private compare({ facts, end }: Life, before: Statement, after: Statement): void {
    const say = (when: string, what: readonly string[]): void => {
      this.wrong.push(...what.map((one) => `after ${this.done.length} kills, ${when}: ${one}`))
    }
    for (const fact of facts) {
      if (!('view' in fact) || !fact.view) continue
      // Until it goes on nothing new is in the books.
      if (fact.fact === 'opened') say('opened', contradictions(fact.view, before))
      if (fact.fact === 'resumed') say('resumed', disagreements(fact.view, after))
      if (this.view) say(fact.fact, undone(this.view, fact.view))
      // What free steps did is told at once, and on the disk some milliseconds later.
      if (fact.fact === 'opened' || (fact.fact !== 'resumed' && end !== 'killed')) this.view = fact.view
    }
  }
}

const whyBroken = ({ facts, printed }: Life): string => {
  const stalled = facts.find((fact) => fact.fact === 'stalled')?.view
  if (!stalled) return printed
  const open = stalled.run.tasks.filter(({ endedAt }) => endedAt === undefined)
  const names = open.map(({ node, item, status }) => `${taskKey(node, item)} ${status}`)
  return `nothing is under way and the run is ${stalled.run.status}, with ${names.join(', ')}`
}

interface World {
  readonly scenario: Scenario
  readonly provider: FakeProvider
  readonly order: ChildOrder
}

const inWorld = async <T>(scenario: Scenario, work: (world: World) => Promise<T>): Promise<T> => {
  const { project, fateOf, answersLookUps, cancelAfter } = scenario
  const folder = mkdtempSync(join(tmpdir(), 'reelgraph-crash-'))
  const provider = await openFakeProvider({ fateOf, answersLookUps, flakyPolls: 0.1 })
  try {
    return await work({
      scenario,
      provider,
      order: {
        folder,
        url: provider.url,
        run: RUN,
        project,
        epoch: Date.now(),
        ...(cancelAfter !== undefined && { cancelAfter }),
      },
    })
  } finally {
    await provider.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const livingOf = (order: ChildOrder, kill: Kill | undefined): Parameters<typeof live>[0] => {
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
  return contradictions(view, statement)
}
