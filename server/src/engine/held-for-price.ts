import {
  fail,
  type ErrorBody,
  type FlowTask,
  type Limit,
  type Micros,
  type Over,
  type ProjectId,
} from '@reelgraph/shared'
import { dayOf } from '../money/day.ts'
import type { CapKind } from '../store/attempts.ts'
import type { AttemptParts } from './attempts.ts'
import { capsWith } from './caps-with.ts'
import type { RunRecord } from './run-record.ts'
import { placeOf, type Runnable } from './task-flight.ts'

export interface Held extends Over {
  readonly work: Runnable
}

interface HeldParts {
  readonly record: RunRecord
  readonly attempts: Pick<AttemptParts, 'attempts' | 'capsOf' | 'clock'>
  now(): number
  /** Lets a task go on where it stopped. */
  launch(task: FlowTask, work: Runnable): void
}

/** Between two looks at the limits of the project and the day, in milliseconds: people raise them, and days end. */
const LOOK_AGAIN_MS = 2000

/** The tasks of one run that would cost more than it, its project or the day may spend. */
export class HeldForPrice {
  private readonly parts: HeldParts
  private readonly held = new Map<FlowTask, Held>()
  /** What was let go on because it fits, until its price is set aside. */
  private readonly promised = new Map<FlowTask, Micros>()
  private readonly stopped = new AbortController()
  private looking = false

  constructor(parts: HeldParts) {
    this.parts = parts
  }

  get isEmpty(): boolean {
    return this.held.size === 0
  }

  of(task: FlowTask): Held | undefined {
    return this.held.get(task)
  }

  hold(task: FlowTask, held: Held): void {
    const { record, now } = this.parts
    const { work, ...over } = held
    void work
    this.held.set(task, held)
    if (held.beyond) void this.lookAgain()
    const known = record.stateOf(task)?.over
    const { needs, left, beyond, atCap, turn } = over
    const isSame = known?.needs === needs && known.left === left && known.atCap === atCap && known.turn === turn
    if (isSame && known.beyond?.limit === beyond?.limit) return
    record.write({ type: 'task-held', at: now(), ...placeOf(task), ...over })
  }

  forget(task: FlowTask): void {
    this.held.delete(task)
  }

  /** Nothing goes on by itself any more. */
  stop(): void {
    this.stopped.abort()
  }

  /** What others cost less than was set aside for them is there for those that were held. */
  releaseFitting(): void {
    if (this.held.size === 0) return
    let room = this.room()
    for (const [task, { needs, beyond }] of [...this.held]) {
      if (beyond || needs === null || needs > room) continue
      room -= needs
      this.release(task, 'fits')
    }
    this.releaseTurn()
  }

  /** Whose turn it is begins, or is held for the limit itself where that is reached by now. */
  private releaseTurn(): void {
    const next = [...this.held].find(([, { turn, beyond }]) => turn && !this.isUnpricedOpen(beyond?.limit ?? 'run'))
    if (next) this.release(next[0], 'fits')
  }

  /** It is the run that may spend more, so everything that was held for the same goes on. */
  agree({ needs, beyond, atCap }: Held, cap: Micros | undefined): void {
    const { record, now, launch } = this.parts
    const at = now()
    const isConsent = !beyond && needs === null && !atCap
    if (isConsent) record.write({ type: 'prices-accepted', at })
    else {
      const limit = beyond?.limit
      const least = limit ? this.spent(limit) + (needs ?? 1) : (record.state.cap ?? 0) + (needs ?? 1) - this.room()
      if (cap === undefined || cap < least) throw notEnough(limit, least)
      record.write({ type: 'cap-raised', at, cap, ...(limit && { of: limit }) })
    }
    const waiting = [...this.held].filter(
      ([, held]) => held.beyond?.limit === beyond?.limit && !(isConsent && held.atCap) && !held.turn,
    )
    for (const [task] of waiting) this.held.delete(task)
    for (const [task] of waiting) record.write({ type: 'task-released', at, ...placeOf(task), decision: 'agree' })
    for (const [task, { work }] of waiting) launch(task, work)
  }

  private release(task: FlowTask, decision: 'fits'): void {
    const { record, now, launch } = this.parts
    const held = this.held.get(task)
    if (!held) return
    this.held.delete(task)
    if (held.needs !== null) this.promised.set(task, held.needs)
    record.write({ type: 'task-released', at: now(), ...placeOf(task), decision })
    launch(task, held.work)
  }

  /** Micro-dollars that nobody has spent or set aside, and that nobody was let go on with. */
  private room(): Micros {
    const { cap = Infinity, cost, reserved } = this.parts.record.state
    let room = cap - cost - reserved
    for (const [task, needs] of this.promised) {
      const status = this.parts.record.stateOf(task)?.status
      if (status === 'waiting' || status === 'queued') room -= needs
      else this.promised.delete(task)
    }
    return room
  }

  /** Whether a limit was raised, a new day has begun, or other runs cost less than was set aside for them. */
  private async lookAgain(): Promise<void> {
    if (this.looking) return
    this.looking = true
    const { signal } = this.stopped
    const { clock, capsOf } = this.parts.attempts
    while (this.hasBeyond() && !signal.aborted) {
      await clock.sleep(LOOK_AGAIN_MS, signal).catch(() => undefined)
      if (signal.aborted) break
      // a project that cannot be read now is looked at again
      const limits = await capsOf(this.project).catch(() => undefined)
      if (limits && !signal.aborted) this.releaseWithin(limits)
    }
    this.looking = false
  }

  private releaseWithin(limits: Awaited<ReturnType<AttemptParts['capsOf']>>): void {
    const caps = capsWith(limits, this.parts.record.state, null)
    const room = (limit: Limit): Micros => (caps[limit] ?? Infinity) - this.spent(limit)
    const left = { project: room('project'), day: room('day') }
    for (const [task, { needs, beyond, turn }] of [...this.held]) {
      // one whose price nobody knows needs only that something is left
      if (!beyond || turn || Math.min(left.project, left.day) < (needs ?? 1)) continue
      left.project -= needs ?? 0
      left.day -= needs ?? 0
      this.release(task, 'fits')
    }
    this.releaseTurn()
  }

  private hasBeyond(): boolean {
    return [...this.held.values()].some(({ beyond }) => beyond !== undefined)
  }

  private spent(limit: Limit): Micros {
    const { settled, reserved } = this.parts.attempts.attempts.spent(limit, this.nameOf(limit))
    return settled + reserved
  }

  private isUnpricedOpen(on: CapKind): boolean {
    return this.parts.attempts.attempts.isUnpricedOpen(on, this.nameOf(on))
  }

  private nameOf(on: CapKind): string {
    return { run: this.parts.record.state.id, project: this.project, day: dayOf(this.parts.now()) }[on]
  }

  private get project(): ProjectId {
    return this.parts.record.state.project
  }
}

const LIMITS = { run: 'the run', project: 'the project', day: 'the day' } as const

const notEnough = (limit: Limit | undefined, least: Micros) =>
  fail('needs-consent', `The limit of ${LIMITS[limit ?? 'run']} has to be raised for this.`, {
    hint: 'Send a higher “cap”.',
    detail: { cap: least },
  })

const MEND = {
  run: 'Run it again with a higher limit.',
  project: 'Raise the limit of the project, then run it again.',
  day: 'Raise the limit for a day in the settings, or run it again tomorrow.',
} as const

/** It was held, and then given up. */
export const tooDear = (task: FlowTask, held: Held | undefined): ErrorBody => {
  const limit = held?.beyond?.limit
  const { id: node, title } = task.node.flat
  const message = limit
    ? `“${title}” would have gone beyond the limit of ${LIMITS[limit]}.`
    : `“${title}” would have cost more than was agreed to.`
  return { code: 'cap-reached', message, hint: MEND[limit ?? 'run'], node }
}
