import {
  fail,
  newRunState,
  RunIdSchema,
  type Catalog,
  type Clock,
  type FlowTask,
  type Hash,
  type LaneRunFacts,
  type Log,
  type Planner,
  type ProjectId,
  type ReelgraphError,
  type RunEvent,
  type RunId,
  type RunState,
  type VolatileEvent,
} from '@reelgraph/shared'
import type { GraphStore, RunRow } from '../store/stores.ts'
import { capOf } from './check-order.ts'
import type { RunNews, RunOrder } from './engine.ts'
import type { Drawn } from './plan-board.ts'
import { endLost, foldJournal, replayFlow } from './restore.ts'
import { ResultLookup, type LookupParts } from './result-lookup.ts'
import type { RunOwn, RunParts } from './run-parts.ts'
import { RunProcess } from './run-process.ts'
import { RunRecord } from './run-record.ts'
import { createVolatileNews } from './volatile-news.ts'

interface UnderWayParts extends Omit<RunParts, 'hasCompany' | 'onEnd' | 'now'> {
  readonly catalog: Catalog
  readonly graphs: GraphStore
  readonly lookup: LookupParts
  readonly clock: Clock
  readonly log: Log
  readonly hash: Hash
  readonly accounts: { has(provider: string, project: ProjectId): boolean }
  tell(news: RunNews): void
  /** Plans that were drawn before may be untrue. */
  onFact(): void
}

interface Opening extends Omit<RunOwn, 'record'> {
  readonly state: RunState
  readonly seq: number
  /** How many runs had ended before it was planned: what one has made since, its plan cannot know. */
  readonly endings: number
}

interface Beginning {
  readonly id: RunId
  readonly order: RunOrder
  readonly drawn: Drawn
  /** Of the graph it reads, and how many runs had ended before it was planned. */
  readonly graph: string
  readonly endings: number
}

/** So many of the last that ended are kept for those who watched them to the end. */
const KEPT = 4

/** The runs of this process: started, resumed, ended. */
export class RunsUnderWay {
  private readonly parts: UnderWayParts
  private readonly active = new Map<RunId, RunProcess>()
  private readonly ended = new Map<RunId, RunRecord>()
  endings = 0

  constructor(parts: UnderWayParts) {
    this.parts = parts
  }

  get(run: RunId): RunProcess | undefined {
    return this.active.get(run)
  }

  /** Somebody has approved what a step of this project gave: runs that wait there for just that go on. */
  openApproved(project: ProjectId): void {
    for (const process of this.all()) if (process.state.project === project) process.openApproved()
  }

  all(): readonly RunProcess[] {
    return [...this.active.values()]
  }

  recordOf(run: RunId): RunRecord | undefined {
    return this.active.get(run)?.record ?? this.ended.get(run)
  }

  /** Whose work it is, for whoever sees it in a queue; nothing where the run is over. */
  factsOf(run: string): LaneRunFacts | undefined {
    const state = this.active.get(RunIdSchema.parse(run))?.record.state
    return state && { run, project: state.project, priority: state.priority, cancelling: state.cancelling }
  }

  /** @throws `not-found`, `conflict` where the run is over. */
  async find(run: RunId): Promise<RunProcess> {
    const process = this.active.get(run)
    if (process) return process
    throw await this.notGoingOn(run)
  }

  /** @throws `not-found`, `conflict` where the run is over. */
  async findTask(place: { readonly run: RunId; readonly node: string; readonly item: string | null }) {
    const process = await this.find(place.run)
    const task: FlowTask | undefined = process.planner.flow.task(place.node, place.item)
    if (!task) throw fail('not-found', 'There is no such step in this run.', { node: place.node })
    return { process, task }
  }

  /** A fact about a task of a run; of none that has ended. */
  note(run: RunId, event: RunEvent): void {
    const process = this.active.get(run)
    if (process && process.state.endedAt === undefined) process.record.write(event)
  }

  /** @throws `disk-full`: then it has not begun. */
  async begin({ id, order, drawn, graph, endings }: Beginning): Promise<void> {
    const { journal, clock, host } = this.parts
    await host.prepare(stepsOf(drawn.planner))
    const at = clock.now()
    const { project, revision, scope } = order
    const cap = capOf(order)
    const agreed = { priority: order.priority ?? 'normal', ...(cap !== undefined && { cap }) } as const
    journal.create({ id, project: project.id, revision, scope, status: 'running', createdAt: at, cost: 0, ...agreed })
    const created = {
      type: 'run-created',
      ...{ at, run: id, project: project.id, revision, graph, scope },
      ...agreed,
      ...(order.unknownPrices && { unknownPrices: true }),
    } as const
    const process = this.open({ state: newRunState(created), seq: 0, endings, ...drawn })
    process.record.write(created)
    process.record.write({ type: 'planned', at, tasks: [...drawn.plan.tasks] })
    try {
      await journal.settle()
    } catch (error) {
      // What is queued for the disk must not come back to life later.
      process.cancel().catch(() => undefined)
      throw error
    }
    process.begin()
  }

  async resume(row: RunRow): Promise<void> {
    const { journal, graphs, catalog, host, hash, accounts } = this.parts
    const { endings } = this
    const events = await journal.read(row.id, 0)
    const folded = foldJournal(events)
    if (!folded || folded.state.startedAt === undefined) throw fail('corrupt-document', 'its journal has no plan.')
    if (folded.state.endedAt !== undefined) {
      const { status, endedAt, cost } = folded.state
      return journal.update(row.id, { status, endedAt, cost })
    }
    const hasAccount = (provider: string): boolean => accounts.has(provider, row.project)
    const planner = await replayFlow({ events, graphs, catalog, hash, hasAccount })
    await host.prepare(stepsOf(planner))
    const lookup = await ResultLookup.open(this.parts.lookup, row.project)
    this.open({ ...folded, planner, lookup, endings }).continue()
  }

  /** A run that cannot go on ends for everybody who reads or watches it, and not in the list alone. */
  async giveUp(row: RunRow, why: string): Promise<void> {
    const { journal, clock } = this.parts
    const at = clock.now()
    const folded = await journal
      .read(row.id, 0)
      .then(foldJournal)
      .catch(() => undefined) // what cannot be read is why it is given up
    if (folded) endLost({ record: this.makeRecord(folded, () => undefined), why, at })
    journal.update(row.id, { status: 'failed', endedAt: at, cost: row.cost })
  }

  async suspend(): Promise<void> {
    await Promise.all(this.all().map((process) => process.suspend()))
    this.active.clear()
  }

  private open(run: Opening): RunProcess {
    const { id, project } = run.state
    // not `run` itself: what is kept of a run that has ended must not hold its flow and all it looked up
    const { endings } = run
    const { parts } = this
    const volatile = createVolatileNews((events) => parts.tell({ type: 'volatile', project, run: id, events }))
    const record = this.makeRecord(run, (event) => volatile.add(event))
    const shared: RunParts = {
      ...parts,
      now: () => parts.clock.now(),
      hasCompany: () => this.active.size > 1 || this.endings !== endings,
      onEnd: () => {
        volatile.stop()
        this.active.delete(id)
        this.endings += 1
        parts.onFact()
        this.remember(record)
      },
    }
    const process = new RunProcess(shared, { ...run, record })
    this.active.set(id, process)
    return process
  }

  private makeRecord(run: Pick<Opening, 'state' | 'seq'>, publishVolatile: (event: VolatileEvent) => void): RunRecord {
    const { id, project } = run.state
    const { journal, onFact, tell } = this.parts
    return new RunRecord(
      {
        journal,
        publish: (events) => {
          onFact()
          tell({ type: 'events', project, run: id, events })
        },
        publishVolatile,
      },
      run,
    )
  }

  private remember(record: RunRecord): void {
    this.ended.set(record.state.id, record)
    const [oldest] = this.ended.keys()
    if (oldest !== undefined && this.ended.size > KEPT) this.ended.delete(oldest)
  }

  private async notGoingOn(run: RunId): Promise<ReelgraphError> {
    const known = await this.parts.journal.row(run)
    return known ? fail('conflict', 'This run is over.') : fail('not-found', 'There is no such run.')
  }
}

const stepsOf = (planner: Planner) =>
  planner.flow.nodes.flatMap(({ flat }) => (flat.fallbacks ? [flat.step, ...flat.fallbacks.steps] : flat.step))
