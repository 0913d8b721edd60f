import {
  fail,
  type Decision,
  type ErrorBody,
  type Fingerprint,
  type FlowTask,
  type Outputs,
  type TaskState,
} from '@reelgraph/shared'
import type { Lost } from './attempt-order.ts'
import type { Answer, AttemptParts } from './attempts.ts'
import { HeldForPrice, tooDear, type Held } from './held-for-price.ts'
import { MadeElsewhere, type ElsewhereParts } from './made-elsewhere.ts'
import type { Settled } from './ready-queue.ts'
import { placeOf, type Runnable } from './task-flight.ts'
import type { RunRecord } from './run-record.ts'

/** What a person decided, with what the server made of it. */
export type Decided =
  | Exclude<Decision, { decision: 'edit' | 'reroll' }>
  | { readonly decision: 'edit'; readonly outputs: Outputs; readonly fingerprint: Fingerprint }
  | { readonly decision: 'reroll'; readonly take: number }

interface WaitsParts extends Omit<ElsewhereParts, 'isAsked' | 'goOn'> {
  readonly record: RunRecord
  readonly attempts: Pick<AttemptParts, 'attempts' | 'open' | 'capsOf' | 'clock'>
  now(): number
  /** Lets a task go on where it stopped. */
  launch(task: FlowTask, work: Runnable): void
  fail(task: FlowTask, error: ErrorBody): void
  /** Goes on with what has been made meanwhile. */
  settle(task: FlowTask, found: Settled): void
  /** Whoever waited goes on. */
  idle(): void
  /** Lets another model take its place. @throws where it cannot: then the person is still asked. */
  fallBack(task: FlowTask, offer: Offer): void
  /** Looks at a task anew. */
  goOn(task: FlowTask): void
  openGate(task: FlowTask, decided: Extract<Decided, { decision: 'approve' | 'edit' | 'reroll' }>): void
}

type Offer = NonNullable<TaskState['offer']>

interface LostWork extends Lost {
  readonly work: Runnable
}

interface Waiting extends LostWork {
  /** Nobody is to tell it any more. */
  leave(): void
}

/** The tasks of one run that wait for a person: for what a provider did, or for more money. Gates are kept apart. */
export class RunWaits {
  private readonly parts: WaitsParts
  private readonly lost = new Map<FlowTask, Waiting>()
  private readonly held: HeldForPrice
  private readonly offers = new Map<FlowTask, Offer>()
  private readonly elsewhere: MadeElsewhere

  constructor(parts: WaitsParts) {
    this.parts = parts
    this.held = new HeldForPrice(parts)
    this.elsewhere = new MadeElsewhere({
      ...parts,
      isAsked: (task) => this.offers.has(task) || this.held.of(task) !== undefined,
      goOn: (task, found) => this.madeElsewhere(task, found),
    })
  }

  get isEmpty(): boolean {
    return this.lost.size === 0 && this.offers.size === 0 && this.held.isEmpty
  }

  unknown(task: FlowTask, lost: LostWork): void {
    const { record, now, attempts } = this.parts
    const { error, asked, row } = lost
    const leave = attempts.open.wait(row.key, (answer) => this.answered(task, answer))
    this.lost.set(task, { ...lost, leave })
    // looked at again after a restart: what is known already is not told twice
    if (record.stateOf(task)?.status === 'unknown' && asked.answer === 'cannot-be-asked') return
    const { startedAt, reserved, model } = row
    const told = { error, asked, lost: { at: startedAt, reserved, model } }
    record.write({ type: 'task-unknown', at: now(), ...placeOf(task), ...told })
  }

  /** Its model could not, and surely nothing was paid. */
  offer(task: FlowTask, offer: Offer): void {
    this.offers.set(task, offer)
    this.elsewhere.watch(task)
  }

  hold(task: FlowTask, held: Held): void {
    this.held.hold(task, held)
    this.elsewhere.watch(task, held.work)
  }

  releaseFitting(): void {
    this.held.releaseFitting()
  }

  /** Nothing goes on by itself any more. */
  stop(): void {
    this.held.stop()
    this.elsewhere.stop()
    for (const { leave } of this.lost.values()) leave()
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
        if (offer.model !== decided.model) throw othersTurn(task)
        this.parts.fallBack(task, offer)
        this.offers.delete(task)
        return
      case 'ask':
      case 'again':
        if (offer && decided.decision === 'again') return this.tryAgain(task)
        if (!lost) throw notWaiting(task)
        return this.settle(task, lost, decided.decision)
      case 'agree':
        if (!held || held.turn) throw notWaiting(task)
        return this.held.agree(held, decided.cap)
      case 'give-up':
        if (lost) return this.settle(task, lost, 'give-up')
        if (!held && !offer) throw notWaiting(task)
        this.leave(task)
        return this.parts.fail(task, offer?.error ?? tooDear(task, held))
    }
  }

  /** Nobody is asked about it any more. */
  private leave(task: FlowTask): void {
    this.offers.delete(task)
    this.held.forget(task)
  }

  private madeElsewhere(task: FlowTask, found: Settled): void {
    const { record, now, settle, idle } = this.parts
    this.leave(task)
    // made, and to be looked at for what is off with it
    if (found.verdict === 'run') record.write({ type: 'task-released', at: now(), ...placeOf(task), decision: 'fits' })
    settle(task, found)
    idle()
  }

  private tryAgain(task: FlowTask): void {
    const { record, now, goOn } = this.parts
    this.offers.delete(task)
    record.write({ type: 'task-released', at: now(), ...placeOf(task), decision: 'again' })
    goOn(task)
  }

  /** One answer counts for everybody who waits for the same attempt; whoever gave it comes first, and is charged. */
  private settle(task: FlowTask, { row }: Waiting, answer: Answer): void {
    const { attempts, open } = this.parts.attempts
    if (answer !== 'ask') {
      attempts.writeOff(row.key)
      open.delete(row)
    }
    this.answered(task, answer)
    open.answer(row.key, answer)
  }

  private answered(task: FlowTask, answer: Answer): void {
    const { record, now, launch, fail: failTask, attempts } = this.parts
    const lost = this.lost.get(task)
    if (!lost) return
    lost.leave()
    this.lost.delete(task)
    if (answer === 'give-up') return failTask(task, lost.error)
    const row = attempts.attempts.row(lost.row.key)
    if (answer === 'ask' && row?.state === 'failed' && row.charged !== false)
      return failTask(task, row.error ?? lost.error)
    record.write({ type: 'task-released', at: now(), ...placeOf(task), decision: answer })
    launch(task, lost.work)
  }
}

const othersTurn = (task: FlowTask) =>
  fail('conflict', `Another model may make “${task.node.flat.title}” by now.`, {
    hint: 'Look at what is offered, then answer again.',
    node: task.node.flat.id,
  })

const notWaiting = (task: FlowTask) =>
  fail('conflict', `“${task.node.flat.title}” does not wait for this any more.`, { node: task.node.flat.id })
