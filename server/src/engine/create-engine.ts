import { hash as sha256 } from 'node:crypto'
import {
  errorBody,
  fail,
  newRunId,
  newRunState,
  toWire,
  type Catalog,
  type Clock,
  type Hash,
  type LaneState,
  type Log,
  type Plan,
  type Planner,
  type Priority,
  type ProjectId,
  type ReelgraphError,
  type RunId,
  type RunState,
  type RunSummary,
  type SequencedEvent,
  type StoredResult,
  type VolatileEvent,
} from '@reelgraph/shared'
import type {
  ApprovalStore,
  AttemptStore,
  GraphStore,
  ModelTimes,
  ResultStore,
  RunJournal,
  RunRow,
  TakeStore,
} from '../store/stores.ts'
import { OpenAttempts, type AttemptParts, type Limits } from './attempts.ts'
import { capOf, checkPrice, sameProject } from './check-order.ts'
import { editedResult } from './edited-result.ts'
import type { Edit, Engine, PlanOrder, RunNews, RunOrder, TaskDecision } from './engine.ts'
import { createFlights, type Flights } from './flights.ts'
import { GraphShelf } from './graph-shelf.ts'
import { LaneBoard } from './lane-board.ts'
import type { Lane, LaneSettings } from './lanes.ts'
import { leftBehind } from './left-behind.ts'
import { endLost, foldJournal, replayFlow } from './restore.ts'
import { PlanBoard } from './plan-board.ts'
import { ResultLookup, type LookupParts } from './result-lookup.ts'
import { RunProcess, type RunParts } from './run-process.ts'
import { RunRecord } from './run-record.ts'
import type { TaskHost } from './task-host.ts'
import { createVolatileNews } from './volatile-news.ts'

export interface EngineParts {
  readonly catalog: Catalog
  readonly journal: RunJournal
  readonly graphs: GraphStore
  readonly results: ResultStore
  readonly takes: TakeStore
  readonly approvals: ApprovalStore
  readonly attempts: AttemptStore
  readonly times: ModelTimes
  readonly host: TaskHost
  readonly clock: Clock
  readonly log: Log
  /** How many tasks a lane takes at once where its provider leaves it to the machine. */
  readonly cores: number
  /** What projects and days may cost. */
  capsOf(project: ProjectId): Promise<Limits>
  /** What a person has set for provider accounts. */
  readonly lanes: {
    limitsOf(id: string): LaneSettings
    save(id: string, settings: LaneSettings): void
  }
}

export const createEngine = (parts: EngineParts): Engine => new LocalEngine(parts)

const hash: Hash = (text) => sha256('sha256', text, 'hex')

interface Opening {
  readonly state: RunState
  readonly seq: number
  readonly planner: Planner
  readonly lookup: ResultLookup
  /** How many runs had ended before it was planned: what one has made since, its plan cannot know. */
  readonly endings: number
}

class LocalEngine implements Engine {
  private readonly parts: EngineParts
  private readonly active = new Map<RunId, RunProcess>()
  /** The last few that ended, for those who watched them to the end. */
  private readonly ended = new Map<RunId, RunRecord>()
  private endings = 0
  private readonly starting = new Map<RunId, { readonly project: ProjectId; readonly started: Promise<RunId> }>()
  private readonly laneBoard: LaneBoard
  private readonly open: OpenAttempts
  private readonly flights: Flights
  private readonly shelf: GraphShelf
  private readonly lookupParts: LookupParts
  private readonly board: PlanBoard
  private readonly watchers = new Set<(news: RunNews) => void>()

  constructor(parts: EngineParts) {
    this.parts = parts
    const { clock, attempts, results } = parts
    this.laneBoard = new LaneBoard({
      ...parts,
      ...parts.lanes,
      onChange: (lanes) => this.tell({ type: 'lanes', lanes }),
    })
    this.open = new OpenAttempts(attempts.pendingAll())
    this.flights = createFlights(this.attemptParts())
    this.shelf = new GraphShelf({ ...parts, hash })
    const lookup = { results, approvals: parts.approvals, times: parts.times, open: this.open }
    this.lookupParts = lookup
    this.board = new PlanBoard({
      ...{ lookup, shelf: this.shelf, hash },
      lanes: (provider) => this.laneOf(provider).state().concurrency,
      now: () => clock.now(),
    })
  }

  plan(order: PlanOrder): Promise<Plan> {
    return this.board.plan(order)
  }

  async start(order: RunOrder): Promise<RunId> {
    const id = order.id ?? newRunId()
    const known = this.starting.has(id) ? undefined : await this.projectOf(id)
    if (known !== undefined) return sameProject(id, known, order)
    const begun = this.starting.get(id)
    if (begun) return sameProject(await begun.started, begun.project, order)
    const started = this.launch(id, order).finally(() => this.starting.delete(id))
    this.starting.set(id, { project: order.project.id, started })
    return started
  }

  async cancel(run: RunId): Promise<void> {
    const process = this.active.get(run)
    if (process) return process.cancel()
    if (!(await this.parts.journal.row(run))) throw fail('not-found', 'There is no such run.')
  }

  async prioritise(run: RunId, priority: Priority): Promise<void> {
    const process = this.active.get(run)
    if (!process) throw await this.notGoingOn(run)
    process.prioritise(priority)
    for (const { id } of this.laneBoard.lanes()) this.laneBoard.laneOf(id).reprioritise(run, priority)
    this.parts.journal.update(run, { status: process.state.status, cost: process.state.cost, priority })
    await this.parts.journal.settle()
  }

  async decide({ run, node, item, decided }: TaskDecision): Promise<void> {
    const { process, task } = await this.find(run, node, item)
    process.decide(task, decided)
    this.board.outdate()
    await this.parts.journal.settle()
  }

  async storeEdited({ run, node, item, outputs }: Edit): Promise<StoredResult> {
    const { process, task } = await this.find(run, node, item)
    const { results, clock } = this.parts
    const { project } = process.state
    const result = editedResult({ task, outputs, hash, run, project, at: clock.now() })
    results.put(result)
    return result
  }

  private async find(run: RunId, node: string, item: string | null) {
    const process = this.active.get(run)
    if (!process) throw await this.notGoingOn(run)
    const task = process.task(node, item)
    if (!task) throw fail('not-found', 'There is no such step in this run.', { node })
    return { process, task }
  }

  private async notGoingOn(run: RunId): Promise<ReelgraphError> {
    const known = await this.parts.journal.row(run)
    return known ? fail('conflict', 'This run is over.') : fail('not-found', 'There is no such run.')
  }

  lanes(): readonly LaneState[] {
    return this.laneBoard.lanes()
  }

  lane(id: string): Lane | undefined {
    return this.laneBoard.lane(id)
  }

  changeLane(id: string, change: LaneSettings): Lane | undefined {
    return this.laneBoard.changeLane(id, change)
  }

  outdate(): void {
    this.board.outdate()
  }

  async read(run: RunId): ReturnType<Engine['read']> {
    const record = this.active.get(run)?.record ?? this.ended.get(run)
    if (record) return { run: toWire(record.state), seq: record.seq }
    const folded = await this.fold(run)
    return folded && { run: toWire(folded.state), seq: folded.seq }
  }

  /** A journal that cannot be read loses its run and nothing else. */
  private async fold(run: RunId): Promise<ReturnType<typeof foldJournal>> {
    try {
      return foldJournal(await this.parts.journal.read(run, 0))
    } catch (error) {
      this.parts.log.warn(`The journal of run ${run} cannot be read: ${errorBody(error).message}`)
      return undefined
    }
  }

  async events(run: RunId, since: number): ReturnType<Engine['events']> {
    return this.parts.journal.read(run, since)
  }

  async list(project: ProjectId): Promise<readonly RunSummary[]> {
    const rows = await this.parts.journal.list(project)
    return rows.map((row) => {
      const { id, revision, scope, createdAt, endedAt } = row
      const live = this.active.get(id)?.state
      const { status, cost, updatedAt } = live ?? row
      return {
        id,
        project,
        revision,
        scope,
        status,
        createdAt,
        updatedAt,
        cost,
        ...(endedAt !== undefined && { endedAt }),
      }
    })
  }

  async results(query: Parameters<Engine['results']>[0]): ReturnType<Engine['results']> {
    return this.parts.results.list(query)
  }

  async nextTake(query: Parameters<Engine['nextTake']>[0]): Promise<number> {
    return 1 + (await this.parts.takes.highest(query))
  }

  watch(listener: (news: RunNews) => void): () => void {
    this.watchers.add(listener)
    return () => this.watchers.delete(listener)
  }

  async resume(): Promise<void> {
    for (const row of await this.parts.journal.unfinished()) {
      try {
        await this.resumeRun(row)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        this.parts.log.warn(`Run ${row.id} could not be resumed: ${why}`)
        await this.giveUp(row, why)
      }
    }
    const past = leftBehind({
      ...this.parts,
      open: this.open,
      laneOf: (id) => this.laneOf(id),
      isUnderWay: (run) => this.active.has(run),
    })
    for (const { order, row } of past) {
      const status = (await this.parts.journal.row(row.run))?.status
      this.flights.watch(order, row, status === 'cancelled' ? 'cancel' : 'keep')
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.starting.values()].map(({ started }) => started))
    await Promise.all([...this.active.values()].map((process) => process.suspend()))
    await this.flights.close()
    this.laneBoard.close()
    this.active.clear()
    this.watchers.clear()
    await this.parts.journal.settle()
  }

  private async projectOf(run: RunId): Promise<ProjectId | undefined> {
    return this.active.get(run)?.state.project ?? (await this.parts.journal.row(run))?.project
  }

  private async launch(id: RunId, order: RunOrder): Promise<RunId> {
    const { endings } = this
    const drawn = await this.board.take(order)
    checkPrice(drawn.plan, order)
    const { project, revision, scope } = order
    const { journal, clock, host } = this.parts
    await host.prepare(drawn.planner.flow.nodes.map(({ flat }) => flat.step))
    const graph = this.shelf.store(project)
    const at = clock.now()
    const agreed = { priority: order.priority ?? 'normal', cap: capOf(order) } as const
    journal.create({ id, project: project.id, revision, scope, status: 'running', createdAt: at, cost: 0, ...agreed })
    const created = {
      type: 'run-created',
      ...{ at, run: id, project: project.id, revision, graph, scope },
      ...agreed,
      ...(order.unknownPrices && { unknownPrices: true }),
    } as const
    const process = this.openRun({ state: newRunState(created), seq: 0, endings, ...drawn })
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
    return id
  }

  private async resumeRun(row: RunRow): Promise<void> {
    const { journal, graphs, catalog, host } = this.parts
    const { endings } = this
    const events = await journal.read(row.id, 0)
    const folded = foldJournal(events)
    if (!folded || folded.state.startedAt === undefined) throw fail('corrupt-document', 'its journal has no plan.')
    if (folded.state.endedAt !== undefined) {
      const { status, endedAt, cost } = folded.state
      return journal.update(row.id, { status, endedAt, cost })
    }
    const planner = await replayFlow({ events, graphs, catalog, hash })
    await host.prepare(planner.flow.nodes.map(({ flat }) => flat.step))
    const lookup = await ResultLookup.open(this.lookupParts, row.project)
    this.openRun({ ...folded, planner, lookup, endings }).continue()
  }

  /** A run that cannot go on ends for everybody who reads or watches it, and not in the list alone. */
  private async giveUp(row: RunRow, why: string): Promise<void> {
    const { journal, clock } = this.parts
    const at = clock.now()
    const folded = await journal
      .read(row.id, 0)
      .then(foldJournal)
      .catch(() => undefined) // what cannot be read is why it is given up
    if (folded) endLost({ record: this.recordOf(folded, () => undefined), why, at })
    journal.update(row.id, { status: 'failed', endedAt: at, cost: row.cost })
  }

  private recordOf(run: Pick<Opening, 'state' | 'seq'>, publishVolatile: (event: VolatileEvent) => void): RunRecord {
    const { id, project } = run.state
    const publish = (events: readonly SequencedEvent[]): void => {
      this.board.outdate()
      this.tell({ type: 'events', project, run: id, events })
    }
    return new RunRecord({ journal: this.parts.journal, publish, publishVolatile }, run)
  }

  private openRun(run: Opening): RunProcess {
    const { id, project } = run.state
    const { journal, results, takes, approvals, times, attempts, host, clock } = this.parts
    const volatile = createVolatileNews((events) => this.tell({ type: 'volatile', project, run: id, events }))
    const record = this.recordOf(run, (event) => volatile.add(event))
    const parts: RunParts = {
      journal,
      results,
      takes,
      approvals,
      times,
      attempts: { attempts, open: this.open },
      host,
      hash,
      flights: this.flights,
      laneOf: (provider) => this.laneOf(provider),
      now: () => clock.now(),
      hasCompany: () => this.active.size > 1 || this.endings !== run.endings,
      onEnd: () => {
        volatile.stop()
        this.active.delete(id)
        this.endings += 1
        this.board.outdate()
        this.remember(record)
      },
    }
    const process = new RunProcess(parts, { ...run, record })
    this.active.set(id, process)
    return process
  }

  private remember(record: RunRecord): void {
    this.ended.set(record.state.id, record)
    const [oldest] = this.ended.keys()
    if (oldest !== undefined && this.ended.size > 4) this.ended.delete(oldest)
  }

  private laneOf(provider: string): Lane {
    return this.laneBoard.laneOf(provider)
  }

  private attemptParts(): AttemptParts {
    const { parts, open } = this
    return {
      ...parts,
      open,
      tell: (run, event) => {
        const process = this.active.get(run)
        if (process && process.state.endedAt === undefined) process.record.write(event)
      },
    }
  }

  private tell(news: RunNews): void {
    for (const watcher of this.watchers) watcher(news)
  }
}
