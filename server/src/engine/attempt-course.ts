import {
  ERROR_KINDS,
  ProviderFailure,
  errorBody,
  fail,
  newRequestId,
  providerOf,
  type AttemptFacts,
  type Charged,
  type ErrorBody,
  type Fingerprint,
  type Found,
  type Json,
  type Micros,
  type Outputs,
  type Price,
  type ProjectId,
  type Reason,
  type RunEvent,
  type RunId,
  type Step,
  type Subject,
  type TaskInputs,
} from '@reelgraph/shared'
import type { Refusal } from '../store/attempts.ts'
import type { AttemptRow } from '../store/stores.ts'
import { dayOf } from '../money/day.ts'
import type { AttemptParts, Limits } from './attempts.ts'
import { factsOf, watchJob, type WatchEnd } from './job-watch.ts'
import { lostAnswer } from './paid-gate.ts'
import { FailedCall, type HostedTask } from './task-host.ts'

/** What is to be made, for whom, and for how much at most. */
export interface Order {
  readonly fingerprint: Fingerprint
  readonly subject: Subject
  readonly step: Step
  readonly title: string
  readonly inputs: TaskInputs
  readonly take: number
  readonly price: Price
  readonly reason: Reason
  readonly run: RunId
  readonly project: ProjectId
  readonly node: string
  readonly item: string | null
  readonly queuedAt: number
  /** What the run may spend now, and whether steps of unknown price may run in it. */
  readonly limits: () => { readonly cap?: Micros | undefined; readonly unknownPrices: boolean }
  /** How many attempts the task has had. */
  readonly attemptsSoFar: () => number
}

export type Ending =
  | { readonly how: 'done'; readonly outputs: Outputs }
  /** `retry`: surely nothing was paid and it may go better: when to try again, in milliseconds since 1970. */
  | {
      readonly how: 'failed'
      readonly error: ErrorBody
      readonly retry?: { readonly at: number; readonly lane: boolean }
    }
  | { readonly how: 'unknown'; readonly error: ErrorBody; readonly row: AttemptRow }
  | { readonly how: 'held'; readonly needs: Micros | null; readonly left: Micros }
  | { readonly how: 'cancelled'; readonly mayBeBilled: boolean }
  /** The server stops; the next start goes on. */
  | { readonly how: 'suspended' }

export interface CourseHooks {
  onProgress(fraction: number, note?: string): void
  onPreview(image: string): void
  /** Over its deadline: it gives its place in the lane away and is watched on. */
  onLate(): void
  /** The provider was asked for a lost ticket, and has it. */
  onFound(): void
}

/** How long an orderly stop waits for the answer to a paid request, in milliseconds. */
const GRACE_MS = 10_000
/** How often an attempt that surely cost nothing is repeated. */
const MOST_TRIES = 4
const MOST_TRIES_IN_A_BUSY_LANE = 10

/** One attempt, from the reservation of its price to what became of it. */
export class AttemptCourse {
  private readonly parts: AttemptParts
  private readonly order: Order
  private readonly hooks: CourseHooks
  private readonly call = new AbortController()
  private readonly watching = new AbortController()
  private row: AttemptRow | undefined
  private facts: AttemptFacts = {}
  private wish: 'go on' | 'suspend' | 'cancel' = 'go on'
  private readonly job: boolean
  private ended = false
  private over: Promise<Ending> | undefined

  constructor(parts: AttemptParts, order: Order, hooks: CourseHooks) {
    this.parts = parts
    this.order = order
    this.hooks = hooks
    this.job = parts.host.isJob(order.step)
  }

  /** Whether the provider has it: from then on it is watched whoever leaves. */
  get isWatched(): boolean {
    return this.row?.ticket !== undefined
  }

  begin(): Promise<Ending> {
    this.over = this.first()
    return this.over
  }

  /** Goes on with an attempt of an earlier process: watches its job, or looks it up where its ticket was lost. */
  resume(row: AttemptRow): Promise<Ending> {
    this.row = row
    this.facts = row.facts
    this.over = row.ticket === undefined ? this.lookUp(row) : this.watch(row, row.ticket)
    return this.over
  }

  /** Stops for the end of this process. Resolves when nothing of it is left running. */
  async suspend(): Promise<void> {
    this.wish = 'suspend'
    this.watching.abort()
    if (this.isWatched) this.call.abort()
    const enough = new AbortController()
    await Promise.race([this.over, this.parts.clock.sleep(GRACE_MS, enough.signal).catch(() => undefined)])
    enough.abort()
    this.call.abort()
    await this.over
  }

  /** @returns whether it may be billed all the same. A job is watched on until the provider says what became of it. */
  async cancel(): Promise<{ readonly mayBeBilled: boolean }> {
    this.wish = 'cancel'
    if (!this.job) {
      this.call.abort()
      const ending = await this.over
      return { mayBeBilled: ending?.how === 'cancelled' ? ending.mayBeBilled : false }
    }
    const { row } = this
    // not reserved yet: nothing will leave; under way: its ticket is stopped when it comes
    if (row?.ticket === undefined) return { mayBeBilled: row !== undefined }
    if (!(await this.stopAtProvider(row.ticket))) return { mayBeBilled: true }
    return { mayBeBilled: await this.confirmStopped(row, row.ticket) }
  }

  /** What was stopped says itself whether it was charged; until it does, it is watched on. @returns whether it may be billed. */
  private async confirmStopped(row: AttemptRow, ticket: Json): Promise<boolean> {
    const last = await this.parts.host.poll(this.task(), ticket).catch(() => undefined)
    if (last?.state !== 'failed') return true
    this.report(factsOf(last))
    this.end(row, { state: 'cancelled', charged: last.charged })
    this.watching.abort()
    return last.charged !== false
  }

  /** Asked anew after every wait. */
  private stopping(): 'go on' | 'suspend' | 'cancel' {
    return this.wish
  }

  private async first(): Promise<Ending> {
    const { order, parts } = this
    const caps = await parts.capsOf(order.project)
    if (this.stopping() === 'cancel') return { how: 'cancelled', mayBeBilled: false }
    if (this.stopping() === 'suspend') return { how: 'suspended' }
    const refused = this.reserve(caps)
    if (refused) return refused
    const { row } = this
    if (!row) throw fail('internal', `No price was reserved for “${order.title}”.`)
    try {
      if (!this.job) return this.succeed(row, await parts.host.runPaid(this.task()))
      const ticket = await parts.host.submit(this.task())
      this.submitted(row, ticket)
      if (this.stopping() === 'cancel') await this.cancel()
      return await this.watch(this.row ?? row, ticket)
    } catch (thrown) {
      if (thrown instanceof FailedCall) return await this.failed(row, thrown)
      throw thrown
    }
  }

  /** In one transaction: what is spent and set aside, against every cap, and the fact that the attempt begins. */
  private reserve(caps: Limits): Ending | undefined {
    const { order, parts } = this
    const { run, project, node, item } = order
    const needs = order.price === 'unknown' ? null : order.price.high
    const limits = order.limits()
    if (needs === null && !limits.unknownPrices) return { how: 'held', needs, left: 0 }
    const at = parts.clock.now()
    const number = order.attemptsSoFar() + 1
    const model = order.step.model?.id ?? order.step.kind.id
    const key = newRequestId()
    const row: AttemptRow = {
      key,
      ...{ run, project, node, item, number, model },
      title: order.title,
      provider: providerOf(model),
      fingerprint: order.fingerprint,
      subject: order.subject,
      request: order.fingerprint,
      state: 'open',
      reserved: needs,
      facts: {},
      startedAt: at,
      day: dayOf(at),
    }
    let told = false
    const started = (): void => {
      told = true
      const { reason, queuedAt } = order
      this.tell({ type: 'task-started', at, node, item, attempt: number, reason, model, queuedAt })
      this.tell({
        type: 'attempt-started',
        at,
        node,
        item,
        attempt: number,
        key,
        request: row.request,
        reserved: needs,
      })
    }
    const limited = { ...caps, ...(limits.cap !== undefined && { run: limits.cap }) }
    let refused: Refusal | undefined
    try {
      refused = parts.attempts.reserve(row, limited, started).refused
    } catch (error) {
      // it is not on disk, so nothing leaves
      const news = { outcome: 'failed', charged: false, error: errorBody(error) } as const
      if (told) this.tell({ type: 'attempt-ended', at, node, item, attempt: number, ...news })
      throw error
    }
    if (!refused) {
      this.row = row
      parts.open.set(row)
      return undefined
    }
    const left = Math.max(0, refused.limit - refused.spent)
    if (refused.cap === 'run') return { how: 'held', needs: refused.needs, left }
    return { how: 'failed', error: capReached(order.title, refused) }
  }

  private submitted(row: AttemptRow, ticket: Json): void {
    const { parts, facts } = this
    const at = parts.clock.now()
    const { requestId } = facts
    const news = { at, ticket, ...(requestId !== undefined && { requestId }) }
    try {
      parts.attempts.submitted(row.key, news, () =>
        this.tell({ type: 'attempt-submitted', ...placeOf(row), attempt: row.number, ...news }),
      )
    } catch (error) {
      // the job is under way all the same: while this process lives, its ticket is in memory
      parts.log.warn(`The ticket of “${this.order.title}” could not be written down: ${errorBody(error).message}`)
    }
    this.row = { ...row, ticket, submittedAt: at }
    parts.open.set(this.row)
  }

  private async watch(row: AttemptRow, ticket: Json): Promise<Ending> {
    const { parts, order } = this
    const end = await watchJob({
      parts,
      task: this.task(),
      ticket,
      submittedAt: row.submittedAt ?? row.startedAt,
      deadlineMs: (order.step.model?.deadlineSeconds ?? 900) * 1000,
      signal: this.watching.signal,
      hooks: {
        onProgress: this.hooks.onProgress,
        onLate: () => {
          this.tell({ type: 'task-late', at: parts.clock.now(), ...placeOf(row) })
          this.hooks.onLate()
        },
      },
    })
    return this.watched(row, end)
  }

  private watched(row: AttemptRow, end: WatchEnd): Ending {
    switch (end.how) {
      case 'suspended':
        return this.stopping() === 'cancel' ? { how: 'cancelled', mayBeBilled: false } : { how: 'suspended' }
      case 'done':
        this.report(end.facts)
        return this.succeed(row, end.outputs)
      case 'failed': {
        this.report(end.facts)
        if (this.stopping() !== 'cancel') return this.close(row, end.error, end.charged)
        this.end(row, { state: 'cancelled', charged: end.charged })
        return { how: 'cancelled', mayBeBilled: end.charged !== false }
      }
    }
  }

  /** The ticket was lost with the process, or never came. */
  private async lookUp(row: AttemptRow, cause?: unknown): Promise<Ending> {
    const { parts, order } = this
    if (!parts.host.canFind(order.step)) return this.unknown(row, cause)
    const found = await this.askProvider(row)
    if (this.stopping() === 'suspend') return { how: 'suspended' }
    switch (found?.state) {
      case 'found':
        this.submitted(row, found.ticket)
        this.hooks.onFound()
        if (this.stopping() === 'cancel') await this.cancel()
        return this.watch(this.row ?? row, found.ticket)
      case 'never-arrived':
        return this.close(row, neverArrived(order.title), false)
      default:
        return this.unknown(row, cause)
    }
  }

  private async askProvider(row: AttemptRow): Promise<Found<Json> | undefined> {
    const { parts, order } = this
    const lost = { at: row.startedAt, ...(row.answer && { answer: row.answer }) }
    for (const waitMs of [1000, 4000, 0]) {
      try {
        return await parts.host.find(this.task(), lost)
      } catch (thrown) {
        parts.log.warn(`What became of “${order.title}” cannot be asked now: ${errorBody(thrown).message}`)
      }
      if (waitMs > 0) await parts.clock.sleep(waitMs, this.watching.signal).catch(() => undefined)
      if (this.stopping() === 'suspend') return undefined
    }
    return undefined
  }

  private succeed(row: AttemptRow, outputs: Outputs): Ending {
    const { parts } = this
    const at = parts.clock.now()
    const cost = this.end(row, { state: 'succeeded', charged: true })
    const { cost: told, ...facts } = this.facts
    void told
    parts.results.put({
      fingerprint: row.fingerprint,
      outputs,
      subject: row.subject,
      ...{ project: row.project, run: row.run, node: row.node, item: row.item, at },
      milliseconds: at - row.startedAt,
      cost: cost ?? 0,
      ...facts,
    })
    parts.times.note(row.model, at - row.startedAt)
    return { how: 'done', outputs }
  }

  private async failed(row: AttemptRow, { thrown, charged }: FailedCall): Promise<Ending> {
    const error = errorBody(thrown)
    if (this.stopping() === 'suspend' && charged === 'unknown') return { how: 'suspended' }
    if (this.stopping() === 'cancel') {
      this.end(row, { state: 'cancelled', charged, error })
      return { how: 'cancelled', mayBeBilled: charged !== false }
    }
    if (charged === 'unknown') return this.lookUp(this.row ?? row, thrown)
    const wait = thrown instanceof ProviderFailure ? thrown.retryAfterMs : undefined
    return this.close(row, error, charged, wait)
  }

  /** It failed, and it is known whether it was paid. */
  private close(row: AttemptRow, error: ErrorBody, charged: Charged, waitMs?: number): Ending {
    const retry = charged === false ? this.retryOf(error, row.number, waitMs) : undefined
    this.end(row, { state: 'failed', charged, error, ...(retry && { retryAt: retry.at }) })
    return { how: 'failed', error, ...(retry && { retry }) }
  }

  private retryOf(
    error: ErrorBody,
    tries: number,
    waitMs: number | undefined,
  ): { at: number; lane: boolean } | undefined {
    if (!ERROR_KINDS[error.code].retry || error.code === 'cancelled') return undefined
    const lane = error.code === 'rate-limited'
    if (tries >= (lane ? MOST_TRIES_IN_A_BUSY_LANE : MOST_TRIES)) return undefined
    const backOffMs = Math.min(60_000, 2000 * 2 ** (tries - 1)) * (0.8 + 0.4 * Math.random())
    return { at: this.parts.clock.now() + (waitMs ?? backOffMs), lane }
  }

  private unknown(row: AttemptRow, cause: unknown): Ending {
    const error = lostAnswer(this.order.title, cause).body
    if (row.state !== 'unknown') this.end(row, { state: 'unknown', charged: 'unknown', error })
    const unknown: AttemptRow = { ...row, state: 'unknown' }
    this.parts.open.set(unknown)
    return { how: 'unknown', error, row: unknown }
  }

  /** @returns what it cost, as far as it is known. */
  private end(row: AttemptRow, end: AttemptEnd): Micros | undefined {
    const { parts } = this
    if (this.ended) return undefined
    this.ended = end.state !== 'unknown'
    const at = parts.clock.now()
    const { state, charged, error, retryAt } = end
    const cost =
      charged === false ? 0 : (this.facts.cost ?? (charged === true ? (row.reserved ?? undefined) : undefined))
    const facts = { ...this.facts, ...(cost !== undefined && { cost }) }
    parts.attempts.end(row.key, {
      ...{ state, charged, facts, at },
      figure: this.facts.cost === undefined ? 'price-list' : 'provider',
      ...(error && { error }),
    })
    parts.open.delete(row)
    this.tell({
      type: 'attempt-ended',
      at,
      ...placeOf(row),
      attempt: row.number,
      outcome: state,
      charged,
      ...facts,
      ...(error && { error }),
      ...(retryAt !== undefined && { retryAt }),
    })
    return cost
  }

  private async stopAtProvider(ticket: Json): Promise<boolean> {
    const enough = new AbortController()
    try {
      const patience = this.parts.clock.sleep(GRACE_MS, enough.signal).then(() => false)
      return await Promise.race([this.parts.host.cancel(this.task(), ticket), patience])
    } catch (thrown) {
      this.parts.log.warn(`“${this.order.title}” could not be stopped at the provider: ${errorBody(thrown).message}`)
      return false
    } finally {
      enough.abort()
    }
  }

  private report(facts: AttemptFacts): void {
    this.facts = { ...this.facts, ...facts, ...(facts.units && { units: { ...this.facts.units, ...facts.units } }) }
  }

  private tell(event: RunEvent): void {
    this.parts.tell(this.row?.run ?? this.order.run, event)
  }

  private task(): HostedTask & Required<Pick<HostedTask, 'attempt'>> {
    const { parts, order, hooks } = this
    const { step, title, inputs, take, project } = order
    return {
      ...{ step, title, inputs, take },
      hooks: { signal: this.call.signal, onProgress: hooks.onProgress, onPreview: hooks.onPreview },
      attempt: {
        key: this.row?.key ?? '',
        project,
        report: (facts) => this.report(facts),
        answered: async (answer) => {
          if (!this.row) return
          parts.attempts.answered(this.row.key, answer)
          await parts.journal.settle()
        },
      },
    }
  }
}

interface AttemptEnd {
  readonly state: 'succeeded' | 'failed' | 'unknown' | 'cancelled'
  readonly charged: Charged
  readonly error?: ErrorBody
  readonly retryAt?: number
}

const placeOf = ({ node, item }: Pick<AttemptRow, 'node' | 'item'>): Pick<AttemptRow, 'node' | 'item'> => ({
  node,
  item,
})

const neverArrived = (title: string): ErrorBody => ({
  code: 'provider-down',
  message: `The request for “${title}” never arrived at the provider, so nothing was paid.`,
  hint: 'Run it again.',
})

const CAPS = { run: 'this run', project: 'this project', day: 'today' } as const

const capReached = (title: string, { cap, limit, spent, needs }: Refusal): ErrorBody => ({
  code: 'cap-reached',
  message: `“${title}” needs ${needs === null ? 'what nobody knows' : `up to ${dollars(needs)}`}, and of the ${dollars(limit)} for ${CAPS[cap]} ${dollars(spent)} are spent or set aside.`,
  hint:
    cap === 'day' ? 'Raise the limit for a day in the settings, or go on tomorrow.' : 'Raise the limit of the project.',
})

const dollars = (micros: Micros): string => `$${(micros / 1_000_000).toFixed(micros % 10_000 === 0 ? 2 : 4)}`
