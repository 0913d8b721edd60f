import {
  fail,
  type Decision,
  type ErrorBody,
  type Fingerprint,
  type FlowTask,
  type Outputs,
  type TaskState,
} from '@reelgraph/shared'
import type { AttemptRow } from '../store/stores.ts'
import type { Lost } from './attempt-order.ts'
import type { AttemptParts } from './attempts.ts'
import { HeldForPrice, tooDear, type Held } from './held-for-price.ts'
import { placeOf, type Runnable } from './task-flight.ts'
import type { RunRecord } from './run-record.ts'

/** What a person decided, with what the server made of it. */
export type Decided =
  | Exclude<Decision, { decision: 'edit' | 'reroll' }>
  | { readonly decision: 'edit'; readonly outputs: Outputs; readonly fingerprint: Fingerprint }
  | { readonly decision: 'reroll'; readonly take: number }

interface WaitsParts {
  readonly record: RunRecord
  readonly attempts: Pick<AttemptParts, 'attempts' | 'open' | 'capsOf' | 'clock'>
  now(): number
  /** Lets a task go on where it stopped. */
  launch(task: FlowTask, work: Runnable): void
  fail(task: FlowTask, error: ErrorBody): void
  /** Lets another model take its place. */
  fallBack(task: FlowTask, offer: Offer): void
  /** Looks at a task anew. */
  goOn(task: FlowTask): void
  openGate(task: FlowTask, decided: Extract<Decided, { decision: 'approve' | 'edit' | 'reroll' }>): void
}

type Offer = NonNullable<TaskState['offer']>

interface LostWork extends Lost {
  readonly work: Runnable
}

/** The tasks of one run that wait for a person: for what a provider did, or for more money. Gates are kept apart. */
export class RunWaits {
  private readonly parts: WaitsParts
  private readonly lost = new Map<FlowTask, LostWork>()
  private readonly held: HeldForPrice
  private readonly offers = new Map<FlowTask, Offer>()

  constructor(parts: WaitsParts) {
    this.parts = parts
    this.held = new HeldForPrice(parts)
  }

  get isEmpty(): boolean {
    return this.lost.size === 0 && this.offers.size === 0 && this.held.isEmpty
  }

  unknown(task: FlowTask, lost: LostWork): void {
    const { record, now } = this.parts
    this.lost.set(task, lost)
    const { error, asked } = lost
    // looked at again after a restart: what is known already is not told twice
    if (record.stateOf(task)?.status === 'unknown' && asked.answer === 'cannot-be-asked') return
    record.write({ type: 'task-unknown', at: now(), ...placeOf(task), error, asked })
  }

  /** Its model could not, and surely nothing was paid. */
  offer(task: FlowTask, offer: Offer): void {
    this.offers.set(task, offer)
  }

  hold(task: FlowTask, held: Held): void {
    this.held.hold(task, held)
  }

  releaseFitting(): void {
    this.held.releaseFitting()
  }

  /** Nothing goes on by itself any more. */
  stop(): void {
    this.held.stop()
  }

  /** @throws `conflict` where the task does not wait for this. */
  decide(task: FlowTask, decided: Decided): void {
    const lost = this.lost.get(task)
    const held = this.held.of(task)
    const offer = this.offers.get(task)
    switch (decided.decision) {
      case 'approve':
      case 'edit':
      case 'reroll':
        if (task.state !== 'shown') throw notWaiting(task)
        return this.parts.openGate(task, decided)
      case 'fall-back':
        if (!offer) throw notWaiting(task)
        this.offers.delete(task)
        return this.parts.fallBack(task, offer)
      case 'ask':
      case 'again':
        if (offer && decided.decision === 'again') return this.tryAgain(task)
        if (!lost) throw notWaiting(task)
        return this.goOn(task, lost, decided.decision)
      case 'agree':
        if (!held) throw notWaiting(task)
        return this.held.agree(held, decided.cap)
      case 'give-up':
        if (lost) this.writeOff(lost.row)
        else if (!held && !offer) throw notWaiting(task)
        this.lost.delete(task)
        this.offers.delete(task)
        this.held.forget(task)
        return this.parts.fail(task, lost?.error ?? offer?.error ?? tooDear(task, held))
    }
  }

  private tryAgain(task: FlowTask): void {
    const { record, now, goOn } = this.parts
    this.offers.delete(task)
    record.write({ type: 'task-released', at: now(), ...placeOf(task), decision: 'again' })
    goOn(task)
  }

  private goOn(task: FlowTask, lost: LostWork, decision: 'ask' | 'again'): void {
    const { record, now, launch } = this.parts
    // it may have been asked for in another run meanwhile
    const row = this.parts.attempts.attempts.row(lost.row.key)
    if (decision === 'again') this.writeOff(lost.row)
    else if (row?.state === 'written-off') throw givenUp(task)
    this.lost.delete(task)
    if (decision === 'ask' && row?.state === 'failed' && row.charged !== false)
      return this.parts.fail(task, row.error ?? lost.error)
    record.write({ type: 'task-released', at: now(), ...placeOf(task), decision })
    launch(task, lost.work)
  }

  private writeOff(row: AttemptRow): void {
    const { attempts, open } = this.parts.attempts
    attempts.writeOff(row.key)
    open.delete(row)
  }
}

const notWaiting = (task: FlowTask) =>
  fail('conflict', `“${task.node.flat.title}” does not wait for this any more.`, { node: task.node.flat.id })

const givenUp = (task: FlowTask) =>
  fail('conflict', `The attempt at “${task.node.flat.title}” was given up in another run.`, {
    hint: 'Run it again, or give it up here too.',
    node: task.node.flat.id,
  })
