import { hash as sha256 } from 'node:crypto'
import {
  contentOf,
  fail,
  newRunId,
  type Hash,
  type LaneState,
  type ModelOffer,
  type Plan,
  type Priority,
  type ProjectId,
  type RunId,
  type RunSummary,
  type StoredResult,
  type VainTry,
} from '@reelgraph/shared'
import { ApprovalsSince } from './approvals-since.ts'
import { OpenAttempts } from './attempts.ts'
import { AwaitedResults } from './awaited-results.ts'
import { compareModels, type CompareOrder, type CompareParts } from './compare-models.ts'
import { checkPrice, checkWork, sameProject } from './check-order.ts'
import { editedResult } from './edited-result.ts'
import type { Edit, Engine, Forgotten, LookedAt, PlanOrder, RunNews, RunOrder, TaskDecision } from './engine.ts'
import type { EngineParts } from './engine-parts.ts'
import { createFlights, type Flights } from './flights.ts'
import { GraphShelf } from './graph-shelf.ts'
import { LaneBoard } from './lane-board.ts'
import type { Lane, LaneSettings } from './lanes.ts'
import { leftBehind } from './left-behind.ts'
import { withLeft } from './left-to-spend.ts'
import { PlanBoard } from './plan-board.ts'
import { RunBooks } from './run-books.ts'
import { RunsUnderWay } from './runs-under-way.ts'

export const createEngine = (parts: EngineParts): Engine => new LocalEngine(parts)

const hash: Hash = (text) => sha256('sha256', text, 'hex')

class LocalEngine implements Engine {
  private readonly parts: EngineParts
  private readonly starting = new Map<RunId, { readonly project: ProjectId; readonly started: Promise<RunId> }>()
  private readonly laneBoard: LaneBoard
  private readonly open: OpenAttempts
  private readonly flights: Flights
  private readonly shelf: GraphShelf
  private readonly board: PlanBoard
  private readonly asked: CompareParts
  private readonly runs: RunsUnderWay
  private readonly books: RunBooks
  private readonly watchers = new Set<(news: RunNews) => void>()

  constructor(given: EngineParts) {
    const awaited = new AwaitedResults(given.results)
    const approvals = new ApprovalsSince(given.approvals)
    const parts = { ...given, approvals, results: awaited.store }
    const { clock, attempts, journal, log, accounts } = parts
    const tell = (news: RunNews): void => this.tell(news)
    const laneOf = (provider: string, project: ProjectId): Lane =>
      this.laneBoard.laneOf(accounts.laneOf(provider, project))
    this.parts = parts
    this.laneBoard = new LaneBoard({
      ...{ ...parts, ...parts.lanes },
      runOf: (run) => this.runs.factsOf(run),
      onChange: (lanes) => tell({ type: 'lanes', lanes }),
    })
    this.open = new OpenAttempts(attempts.pendingAll())
    this.flights = createFlights({ ...parts, open: this.open, tell: (run, event) => this.runs.note(run, event) })
    this.shelf = new GraphShelf({ ...parts, hash })
    const lookup = { ...parts, open: this.open }
    this.asked = {
      ...{ lookup, hash, catalog: parts.catalog },
      lanes: (provider, project) => laneOf(provider, project).state().concurrency,
      hasAccount: (provider, project) => accounts.has(provider, project),
    }
    this.board = new PlanBoard({ ...this.asked, shelf: this.shelf, now: () => clock.now() })
    this.runs = new RunsUnderWay({
      ...parts,
      ...{ lookup, flights: this.flights, hash, laneOf, tell, awaited },
      attempts: { ...parts, open: this.open },
      onFact: () => this.board.outdate(),
    })
    this.books = new RunBooks({ journal, log, recordOf: (run) => this.runs.recordOf(run) })
  }

  async plan(order: PlanOrder): Promise<Plan> {
    return withLeft(await this.board.plan(order), order.project.id, this.parts)
  }

  planAside(order: PlanOrder): Promise<Plan> {
    return this.board.planAside(order)
  }

  compare(order: CompareOrder): Promise<readonly ModelOffer[]> {
    return compareModels(this.asked, order)
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
    const process = this.runs.get(run)
    if (process) return process.cancel()
    if (!(await this.parts.journal.row(run))) throw fail('not-found', 'There is no such run.')
  }

  async prioritise(run: RunId, priority: Priority): Promise<void> {
    const process = await this.runs.find(run)
    process.prioritise(priority)
    for (const { id } of this.laneBoard.lanes()) this.laneBoard.laneOf(id).reprioritise(run, priority)
    this.flights.rank()
    const { status, cost } = process.state
    this.parts.journal.update(run, { status, cost, priority })
    await this.parts.journal.settle()
  }

  async decide({ decided, ...place }: TaskDecision): Promise<void> {
    const { process, task } = await this.runs.findTask(place)
    process.decide(task, decided)
    if (decided.decision === 'approve' || decided.decision === 'edit') this.runs.openApproved(process.state.project)
    if (decided.decision === 'agree') {
      const { id, status, cost, cap } = process.state
      this.parts.journal.update(id, { status, cost, ...(cap !== undefined && { cap }) })
    }
    this.board.outdate()
    await this.parts.journal.settle()
  }

  async approve({ outputs, ...place }: LookedAt): Promise<void> {
    const { approvals, clock, journal } = this.parts
    approvals.approve({ ...place, content: contentOf(outputs, hash), at: clock.now() })
    this.runs.openApproved(place.project)
    this.board.outdate()
    await journal.settle()
  }

  async storeEdited({ outputs, ...place }: Edit): Promise<StoredResult> {
    const { process, task } = await this.runs.findTask(place)
    const { results, clock } = this.parts
    const { id: run, project } = process.state
    const result = editedResult({ task, outputs, hash, run, project, at: clock.now() })
    results.put(result)
    return result
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

  forgotten({ fingerprint, users }: Forgotten): void {
    this.board.outdate()
    for (const { project, node } of users) this.tell({ type: 'forgotten', project, node, fingerprint })
  }

  read(run: RunId): ReturnType<Engine['read']> {
    return this.books.read(run)
  }

  events(run: RunId, since: number): ReturnType<Engine['events']> {
    return this.books.events(run, since)
  }

  list(project: ProjectId): Promise<readonly RunSummary[]> {
    return this.books.list(project)
  }

  async results(query: Parameters<Engine['results']>[0]): ReturnType<Engine['results']> {
    return this.parts.results.list(query)
  }

  vainTries(project: ProjectId): readonly VainTry[] {
    return this.parts.setbacks.told(project)
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
        await this.runs.resume(row)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        this.parts.log.warn(`Run ${row.id} could not be resumed: ${why}`)
        await this.runs.giveUp(row, why)
      }
    }
    await this.watchLeftBehind()
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.starting.values()].map(({ started }) => started))
    await this.runs.suspend()
    await this.flights.close()
    this.laneBoard.close()
    this.watchers.clear()
    await this.parts.journal.settle()
  }

  private async launch(id: RunId, order: RunOrder): Promise<RunId> {
    const { endings } = this.runs
    const drawn = await this.board.take(order)
    checkWork(drawn.plan)
    checkPrice(drawn.plan, order)
    await this.runs.begin({ id, order, drawn, graph: this.shelf.store(order.project), endings })
    return id
  }

  /** What was paid for is worth having, whether its run is over or not. */
  private async watchLeftBehind(): Promise<void> {
    const { parts, open, laneBoard, runs } = this
    const laneOf = (id: string): Lane => laneBoard.laneOf(id)
    const left = leftBehind({ ...parts, open, laneOf, isUnderWay: (run) => !!runs.get(run) })
    await parts.host.prepare(left.map(({ order }) => order.step))
    for (const { order, row } of left) {
      const status = (await parts.journal.row(row.run))?.status
      this.flights.watch(order, row, status === 'cancelled' ? 'cancel' : 'keep')
    }
  }

  private async projectOf(run: RunId): Promise<ProjectId | undefined> {
    return this.runs.get(run)?.state.project ?? (await this.parts.journal.row(run))?.project
  }

  private tell(news: RunNews): void {
    for (const watcher of this.watchers) watcher(news)
  }
}
