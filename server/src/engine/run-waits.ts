import {
  fail,
  type Decision,
  type ErrorBody,
  type Fingerprint,
  type FlowTask,
  type Micros,
  type Outputs,
} from '@reelgraph/shared'
import type { AttemptRow } from '../store/stores.ts'
import type { AttemptParts } from './attempts.ts'
import { placeOf, type OverPrice, type Runnable } from './task-flight.ts'
import type { RunRecord } from './run-record.ts'

/** What a person decided, with what the server made of it. */
export type Decided =
  | Exclude<Decision, { decision: 'edit' | 'reroll' }>
  | { readonly decision: 'edit'; readonly outputs: Outputs; readonly fingerprint: Fingerprint }
  | { readonly decision: 'reroll'; readonly take: number }

interface WaitsParts {
  readonly record: RunRecord
  readonly attempts: Pick<AttemptParts, 'attempts' | 'open'>
  now(): number
  /** Lets a task go on where it stopped. */
  launch(task: FlowTask, work: Runnable): void
  fail(task: FlowTask, error: ErrorBody): void
  openGate(task: FlowTask, decided: Extract<Decided, { decision: 'approve' | 'edit' | 'reroll' }>): void
}

interface Lost {
  readonly row: AttemptRow
  readonly error: ErrorBody
  readonly work: Runnable
}

interface Held extends OverPrice {
  readonly work: Runnable
}

/** The tasks of one run that wait for a person: for what a provider did, or for more money. Gates are kept apart. */
export class RunWaits {
  private readonly parts: WaitsParts
  private readonly lost = new Map<FlowTask, Lost>()
  private readonly held = new Map<FlowTask, Held>()
  /** What was let go on because it fits, until its price is set aside. */
  private readonly promised = new Map<FlowTask, Micros>()

  constructor(parts: WaitsParts) {
    this.parts = parts
  }

  get isEmpty(): boolean {
    return this.lost.size + this.held.size === 0
  }

  unknown(task: FlowTask, lost: Lost): void {
    const { record, now } = this.parts
    this.lost.set(task, lost)
    if (record.stateOf(task)?.status === 'unknown') return
    record.write({ type: 'task-unknown', at: now(), ...placeOf(task), error: lost.error })
  }

  hold(task: FlowTask, held: Held): void {
    const { record, now } = this.parts
    const { needs, left } = held
    this.held.set(task, held)
    const over = record.stateOf(task)?.over
    if (over && over.needs === needs && over.left === left) return
    record.write({ type: 'task-held', at: now(), ...placeOf(task), needs, left })
  }

  /** @throws `conflict` where the task does not wait for this. */
  decide(task: FlowTask, decided: Decided): void {
    const lost = this.lost.get(task)
    const held = this.held.get(task)
    switch (decided.decision) {
      case 'approve':
      case 'edit':
      case 'reroll':
        if (task.state !== 'shown') throw notWaiting(task)
        return this.parts.openGate(task, decided)
      case 'ask':
      case 'again':
        if (!lost) throw notWaiting(task)
        return this.goOn(task, lost, decided.decision)
      case 'agree':
        if (!held) throw notWaiting(task)
        return this.agree(held, decided.cap)
      case 'give-up':
        if (lost) this.writeOff(lost.row)
        else if (!held) throw notWaiting(task)
        this.lost.delete(task)
        this.held.delete(task)
        return this.parts.fail(task, lost?.error ?? tooDear(task))
    }
  }

  private goOn(task: FlowTask, lost: Lost, decision: 'ask' | 'again'): void {
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

  /** What others cost less than was set aside for them is there for those that were held. */
  releaseFitting(): void {
    if (this.held.size === 0) return
    const { record, now, launch } = this.parts
    let room = this.room()
    for (const [task, { needs, work }] of [...this.held]) {
      if (needs === null || needs > room) continue
      room -= needs
      this.held.delete(task)
      this.promised.set(task, needs)
      record.write({ type: 'task-released', at: now(), ...placeOf(task), decision: 'fits' })
      launch(task, work)
    }
  }

  /** Micro-dollars that nobody has spent or set aside, and that nobody was let go on with. */
  private room(): Micros {
    const { cap = 0, cost, reserved } = this.parts.record.state
    let room = cap - cost - reserved
    for (const [task, needs] of this.promised) {
      const status = this.parts.record.stateOf(task)?.status
      if (status === 'waiting' || status === 'queued') room -= needs
      else this.promised.delete(task)
    }
    return room
  }

  /** It is the run that may spend more, so everything that was held for its price goes on. */
  private agree(held: Held, cap: Micros | undefined): void {
    const { record, now, launch } = this.parts
    const at = now()
    if (held.needs === null) record.write({ type: 'prices-accepted', at })
    else {
      const least = (record.state.cap ?? 0) + held.needs - this.room()
      if (cap === undefined || cap < least)
        throw fail('needs-consent', 'The limit of the run has to be raised for this.', {
          hint: 'Send a higher “cap”.',
          detail: { cap: least },
        })
      record.write({ type: 'cap-raised', at, cap })
    }
    const waiting = [...this.held]
    this.held.clear()
    for (const [task] of waiting) record.write({ type: 'task-released', at, ...placeOf(task), decision: 'agree' })
    for (const [task, { work }] of waiting) launch(task, work)
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

const tooDear = (task: FlowTask): ErrorBody => ({
  code: 'cap-reached',
  message: `“${task.node.flat.title}” would have cost more than was agreed to.`,
  hint: 'Run it again with a higher limit.',
  node: task.node.flat.id,
})
