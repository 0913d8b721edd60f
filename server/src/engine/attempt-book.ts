import {
  errorBody,
  newRequestId,
  providerOf,
  type AttemptFacts,
  type Charged,
  type ErrorBody,
  type Json,
  type Micros,
  type Outputs,
  type Over,
  type PaidAnswer,
  type RunEvent,
} from '@reelgraph/shared'
import { dayOf } from '../money/day.ts'
import type { Caps, Refusal } from '../store/attempts.ts'
import type { AttemptRow } from '../store/stores.ts'
import type { Ending, Order } from './attempt-order.ts'
import type { AttemptParts, Limits } from './attempts.ts'
import { capsWith } from './caps-with.ts'

export interface AttemptEnd {
  readonly state: 'succeeded' | 'failed' | 'unknown' | 'cancelled'
  readonly charged: Charged
  readonly error?: ErrorBody
  readonly retryAt?: number
}

/** What is written of one attempt: in the ledger, in the journal of its run, and with its result. */
export class AttemptBook {
  private readonly parts: AttemptParts
  private readonly order: Order
  private facts: AttemptFacts = {}
  private closed = false
  private isReopened = false
  row: AttemptRow | undefined

  constructor(parts: AttemptParts, order: Order) {
    this.parts = parts
    this.order = order
    if (order.insteadOf) this.facts = { insteadOf: order.insteadOf }
  }

  /** Goes on with the page of an earlier process. */
  reopen(row: AttemptRow): void {
    this.isReopened = true
    this.row = row
    this.facts = row.facts
  }

  report(facts: AttemptFacts): void {
    this.facts = { ...this.facts, ...facts, ...(facts.units && { units: { ...this.facts.units, ...facts.units } }) }
  }

  /**
   * In one transaction: what is spent and set aside, against every cap, and the fact that the attempt begins.
   * @returns why it may not begin. @throws `disk-full`: nothing is on disk, so nothing may leave.
   */
  reserve(caps: Limits): Ending | undefined {
    const { order, parts } = this
    const { run, project, node, item } = order
    const needs = order.price === 'unknown' ? null : order.price.high
    const limits = order.limits()
    if (needs === null && !limits.unknownPrices) return { how: 'held', needs, left: 0 }
    const at = parts.clock.now()
    const number = order.attemptsSoFar() + 1
    const model = order.step.model?.id ?? order.step.kind.id
    const row: AttemptRow = {
      key: newRequestId(),
      ...{ run, project, node, item, number, model },
      title: order.title,
      provider: providerOf(model),
      account: order.account,
      fingerprint: order.fingerprint,
      subject: order.subject,
      request: order.fingerprint,
      state: 'open',
      reserved: needs,
      facts: this.facts,
      startedAt: at,
      day: dayOf(at),
    }
    const refused = this.reserveRow(row, capsWith(caps, limits, needs))
    if (!refused) {
      this.row = row
      parts.open.set(row)
      return undefined
    }
    return { how: 'held', ...whyHeld(refused) }
  }

  /** The raw answer to the paid request. Resolves when it is on disk. */
  async answered(answer: PaidAnswer): Promise<void> {
    if (!this.row) return
    this.parts.attempts.answered(this.row.key, answer)
    await this.parts.journal.settle()
  }

  /** The provider has the job. On disk when it returns. */
  submitted(row: AttemptRow, ticket: Json): AttemptRow {
    const { parts } = this
    const { requestId } = this.facts
    const at = parts.clock.now()
    const news = { at, ticket, ...(requestId !== undefined && { requestId }) }
    try {
      parts.attempts.submitted(row.key, news, () =>
        this.tell({ type: 'attempt-submitted', ...placeOf(row), attempt: row.number, ...news }),
      )
    } catch (error) {
      // the job is under way all the same: while this process lives, its ticket is in memory
      parts.log.warn(`The ticket of “${this.order.title}” could not be written down: ${errorBody(error).message}`)
    }
    this.row = { ...row, state: 'open', ticket, submittedAt: at }
    parts.open.set(this.row)
    parts.open.answer(row.key, 'ask')
    return this.row
  }

  late(row: AttemptRow): void {
    this.tell({ type: 'task-late', at: this.parts.clock.now(), ...placeOf(row) })
  }

  succeed(row: AttemptRow, outputs: Outputs): void {
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
    // how long nobody looked is not how long it took
    if (!this.isReopened) parts.times.note(row.model, at - row.startedAt)
  }

  /** What became of it. Said once; only an unknown end may be followed by another. @returns what it cost, as far as it is known. */
  end(row: AttemptRow, { state, charged, error, retryAt }: AttemptEnd): Micros | undefined {
    const { parts } = this
    if (this.closed) return undefined
    this.closed = state !== 'unknown'
    const at = parts.clock.now()
    const cost = this.costOf(row, charged)
    const facts = { ...this.facts, ...(cost !== undefined && { cost }) }
    parts.attempts.end(row.key, {
      ...{ state, charged, facts, at },
      figure: this.facts.cost === undefined ? 'price-list' : 'provider',
      ...(error && { error }),
    })
    if (state === 'unknown') parts.open.set({ ...row, state, ...(error && { error }) })
    else parts.open.delete(row)
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
    if (state !== 'unknown') parts.open.answer(row.key, 'ask')
    return cost
  }

  /** Nothing is charged for what failed free of charge; without a figure of the provider our price list says it. */
  private costOf(row: AttemptRow, charged: Charged): Micros | undefined {
    if (charged === false) return 0
    return this.facts.cost ?? (charged === true ? (row.reserved ?? undefined) : undefined)
  }

  private reserveRow(row: AttemptRow, caps: Caps): Refusal | undefined {
    const { reason, queuedAt } = this.order
    const { model, key, request, reserved, startedAt: at, number: attempt } = row
    const place = placeOf(row)
    let told = false
    const begin = (): void => {
      told = true
      this.tell({ type: 'task-started', at, ...place, attempt, reason, model, queuedAt })
      this.tell({ type: 'attempt-started', at, ...place, attempt, key, request, reserved })
    }
    try {
      return this.parts.attempts.reserve(row, caps, begin).refused
    } catch (thrown) {
      const news = { outcome: 'failed', charged: false, error: errorBody(thrown) } as const
      if (told) this.tell({ type: 'attempt-ended', at, ...place, attempt, ...news })
      throw thrown
    }
  }

  private tell(event: RunEvent): void {
    this.parts.tell(this.row?.run ?? this.order.run, event)
  }
}

const whyHeld = ({ cap, limit, spent, needs, turn }: Refusal): Over => ({
  needs,
  left: Math.max(0, limit - spent),
  ...(cap !== 'run' && { beyond: { limit: cap, spent } }),
  ...(cap === 'run' && needs === null && !turn && { atCap: true }),
  ...(turn && { turn }),
})

const placeOf = ({ node, item }: AttemptRow): Pick<AttemptRow, 'node' | 'item'> => ({ node, item })
