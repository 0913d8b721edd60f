import {
  ProviderFailure,
  errorBody,
  fail,
  type Asked,
  type Charged,
  type ErrorBody,
  type Found,
  type Json,
} from '@reelgraph/shared'
import type { AttemptRow } from '../store/stores.ts'
import { AttemptBook } from './attempt-book.ts'
import { neverArrived, retryOf, wordsOf } from './attempt-errors.ts'
import type { CourseHooks, Ending, Order } from './attempt-order.ts'
import type { AttemptParts } from './attempts.ts'
import type { Left } from './flight.ts'
import { factsOf, watchJob, type WatchEnd } from './job-watch.ts'
import { lostAnswer } from './paid-gate.ts'
import { FailedCall, type HostedTask } from './task-host.ts'

/** How long an orderly stop, or a cancel, waits for a provider's answer, in milliseconds. */
const GRACE_MS = 10_000
/** Between two questions for a lost ticket, in milliseconds. */
const ASK_AGAIN_MS = [1000, 4000] as const

type Finding =
  | Exclude<Found<Json>, { state: 'cannot-tell' }>
  | { readonly state: 'unknown'; readonly asked: Omit<Asked, 'at'> }

const CANNOT_BE_ASKED: Finding = { state: 'unknown', asked: { answer: 'cannot-be-asked' } }

type Wish = 'go on' | 'suspend' | 'cancel'

/** One attempt, from the reservation of its price to what became of it. */
export class AttemptCourse {
  private readonly parts: AttemptParts
  private readonly order: Order
  private readonly hooks: CourseHooks
  private readonly book: AttemptBook
  private readonly isJob: boolean
  private readonly call = new AbortController()
  private readonly watching = new AbortController()
  private wish: Wish = 'go on'
  private over: Promise<Ending> | undefined
  /** What became of the wish to cancel where the ticket came after it. */
  private readonly stopped = Promise.withResolvers<Left>()

  constructor(parts: AttemptParts, order: Order, hooks: CourseHooks) {
    this.parts = parts
    this.order = order
    this.hooks = hooks
    this.book = new AttemptBook(parts, order)
    this.isJob = parts.host.isJob(order.step)
  }

  /** Whether the provider has it: from then on it is watched whoever leaves. */
  get isWatched(): boolean {
    return this.book.row?.ticket !== undefined
  }

  begin(): Promise<Ending> {
    this.over = this.first()
    return this.over
  }

  /** Goes on with an attempt of an earlier process: watches its job, or looks it up where its ticket was lost. */
  resume(row: AttemptRow): Promise<Ending> {
    this.book.reopen(row)
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
  async cancel(): Promise<Left> {
    this.wish = 'cancel'
    if (!this.isJob) {
      this.call.abort()
      const ending = await this.over
      return { mayBeBilled: ending?.how === 'cancelled' ? ending.mayBeBilled : false }
    }
    const { row } = this.book
    if (row?.ticket === undefined) return row ? this.cancelWithoutTicket() : { mayBeBilled: false }
    if (!(await this.stopAtProvider(row.ticket))) return { mayBeBilled: true }
    return { mayBeBilled: await this.confirmStopped(row, row.ticket) }
  }

  /** Its request is on the way: the job is stopped as soon as its ticket comes. */
  private async cancelWithoutTicket(): Promise<Left> {
    const enough = new AbortController()
    const patience = this.parts.clock.sleep(GRACE_MS, enough.signal).catch(() => undefined)
    const left = await Promise.race([this.stopped.promise, this.over, patience])
    enough.abort()
    if (left === undefined) return { mayBeBilled: true }
    if ('mayBeBilled' in left) return { mayBeBilled: left.mayBeBilled }
    return { mayBeBilled: left.how === 'unknown' || left.how === 'suspended' }
  }

  private async first(): Promise<Ending> {
    const { order, parts, book } = this
    const caps = await parts.capsOf(order.project)
    if (this.wished() === 'cancel') return { how: 'cancelled', mayBeBilled: false }
    if (this.wished() === 'suspend') return { how: 'suspended' }
    const refused = book.reserve(caps)
    if (refused) return refused
    const { row } = book
    if (!row) throw fail('internal', `No price was reserved for “${order.title}”.`)
    try {
      if (this.isJob) return await this.submitted(row, await parts.host.submit(this.task()))
      const outputs = await parts.host.runPaid(this.task())
      book.succeed(row, outputs)
      return { how: 'done', outputs }
    } catch (thrown) {
      if (!(thrown instanceof FailedCall)) throw thrown
      return this.failed(row, thrown)
    }
  }

  private async submitted(row: AttemptRow, ticket: Json, tell?: () => void): Promise<Ending> {
    const taken = this.book.submitted(row, ticket)
    tell?.()
    if (this.wished() === 'cancel') this.stopped.resolve(await this.cancel())
    return this.watch(taken, ticket)
  }

  private async watch(row: AttemptRow, ticket: Json): Promise<Ending> {
    const end = await watchJob({
      parts: this.parts,
      task: this.task(),
      ticket,
      submittedAt: row.submittedAt ?? row.startedAt,
      deadlineMs: (this.order.step.model?.deadlineSeconds ?? 900) * 1000,
      signal: this.watching.signal,
      hooks: {
        onProgress: this.hooks.onProgress,
        onUnseen: this.hooks.onUnseen,
        onLate: () => {
          this.book.late(row)
          this.hooks.onLate()
        },
      },
    })
    return this.watched(row, end)
  }

  private watched(row: AttemptRow, end: WatchEnd): Ending {
    const isCancelled = this.wished() === 'cancel'
    if (end.how === 'suspended') return isCancelled ? { how: 'cancelled', mayBeBilled: false } : end
    this.book.report(end.facts)
    if (end.how === 'done') {
      this.book.succeed(row, end.outputs)
      return end
    }
    return this.close(row, end.error, end.charged)
  }

  /** The ticket was lost with the process, or never came. */
  private async lookUp(row: AttemptRow, cause?: unknown): Promise<Ending> {
    const { parts, order } = this
    const at = parts.clock.now()
    const found = parts.host.canFind(order.step) ? await this.askProvider(row) : CANNOT_BE_ASKED
    if (this.wished() === 'suspend') return { how: 'suspended' }
    switch (found.state) {
      case 'found':
        return this.submitted(row, found.ticket, () => this.hooks.onFound())
      case 'never-arrived':
        return this.close(row, neverArrived(order.title), false)
      case 'unknown':
        return this.unknown(row, { cause, asked: { ...found.asked, at } })
    }
  }

  private async askProvider(row: AttemptRow): Promise<Finding> {
    const { parts, order, watching } = this
    const lost = { at: row.startedAt, ...(row.answer && { answer: row.answer }) }
    let said = ''
    for (const waitMs of [...ASK_AGAIN_MS, undefined]) {
      try {
        const found = await parts.host.find(this.task(), lost)
        return found.state === 'cannot-tell' ? { state: 'unknown', asked: { answer: 'not-known' } } : found
      } catch (thrown) {
        said = wordsOf(thrown)
        parts.log.warn(`What became of “${order.title}” cannot be asked now: ${said}`)
      }
      if (waitMs !== undefined) await parts.clock.sleep(waitMs, watching.signal).catch(() => undefined)
      if (this.wished() === 'suspend') break
    }
    return { state: 'unknown', asked: { answer: 'no-answer', said } }
  }

  private async failed(row: AttemptRow, { thrown, charged }: FailedCall): Promise<Ending> {
    const error = errorBody(thrown)
    if (this.wished() === 'suspend' && charged === 'unknown') return { how: 'suspended' }
    if (charged === 'unknown' && this.wished() !== 'cancel') return this.lookUp(row, thrown)
    return this.close(row, error, charged, thrown instanceof ProviderFailure ? thrown.retryAfterMs : undefined)
  }

  /** It failed, and it is known whether it was paid. */
  private close(row: AttemptRow, error: ErrorBody, charged: Charged, waitMs?: number): Ending {
    if (this.wished() === 'cancel') {
      this.book.end(row, { state: 'cancelled', charged, error })
      return { how: 'cancelled', mayBeBilled: charged !== false }
    }
    const tries = 1 + this.order.triesBefore(row.number, error.code)
    const failure = { error, tries, waitMs, now: this.parts.clock.now() }
    const retry = charged === false ? retryOf(failure) : undefined
    // a fallback does not wait as long: others who want the same may
    if (!retry || (retry.isLong && this.order.hasFallback())) {
      this.book.end(row, { state: 'failed', charged, error })
      return { how: 'failed', error, charged, ...(retry && { retry }) }
    }
    this.book.end(row, { state: 'failed', charged, error: retry.error, retryAt: retry.at })
    return { how: 'failed', error: retry.error, charged, retry }
  }

  private unknown(row: AttemptRow, { cause, asked }: { readonly cause: unknown; readonly asked: Asked }): Ending {
    const error = row.error ?? lostAnswer(this.order.title, cause).body
    if (row.state !== 'unknown') this.book.end(row, { state: 'unknown', charged: 'unknown', error })
    return { how: 'unknown', error, asked, row: { ...row, state: 'unknown', error } }
  }

  private async stopAtProvider(ticket: Json): Promise<boolean> {
    const { parts, order } = this
    const enough = new AbortController()
    try {
      const patience = parts.clock.sleep(GRACE_MS, enough.signal).then(() => false)
      return await Promise.race([parts.host.cancel(this.task(), ticket), patience])
    } catch (thrown) {
      parts.log.warn(`“${order.title}” could not be stopped at the provider: ${errorBody(thrown).message}`)
      return false
    } finally {
      enough.abort()
    }
  }

  /** What was stopped says itself whether it was charged; until it does, it is watched on. @returns whether it may be billed. */
  private async confirmStopped(row: AttemptRow, ticket: Json): Promise<boolean> {
    const last = await this.parts.host.poll(this.task(), ticket).catch(() => undefined)
    if (last?.state !== 'failed') return true
    this.book.report(factsOf(last))
    this.book.end(row, { state: 'cancelled', charged: last.charged })
    this.watching.abort()
    return last.charged !== false
  }

  /** Asked anew after every wait. */
  private wished(): Wish {
    return this.wish
  }

  private task(): HostedTask & Required<Pick<HostedTask, 'attempt'>> {
    const { book, order, hooks } = this
    const { step, title, inputs, take, project } = order
    return {
      ...{ step, title, inputs, take },
      hooks: { signal: this.call.signal, onProgress: hooks.onProgress, onPreview: hooks.onPreview },
      attempt: {
        key: book.row?.key ?? '',
        project,
        ...(book.row?.account !== undefined && { account: book.row.account }),
        report: (facts) => book.report(facts),
        answered: (answer) => book.answered(answer),
      },
    }
  }
}
