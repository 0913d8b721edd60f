import {
  taskKey,
  type ErrorBody,
  type Fallback,
  type FallbackOffer,
  type FlowNode,
  type FlowTask,
  type Outputs,
  type Planner,
  type Priority,
  type RunEvent,
} from '@reelgraph/shared'
import type { Left } from './flight.ts'
import type { Settled } from './ready-queue.ts'
import type { RunRecord } from './run-record.ts'
import { causeOf } from './task-causes.ts'
import { modelIdOf, placeOf, type Landing, type Runnable } from './task-flight.ts'

interface Start {
  readonly work: Runnable
  readonly queuedAt: number
  readonly shared: boolean
}

export type Gate = 'open' | 'closed'

interface NotesParts {
  readonly record: RunRecord
  readonly planner: Pick<Planner, 'mayRun'>
  readonly now: () => number
}

/** What happens in a run, put into the words of its journal. */
export class RunNotes {
  private readonly record: RunRecord
  private readonly planner: Pick<Planner, 'mayRun'>
  private readonly now: () => number

  constructor({ record, planner, now }: NotesParts) {
    this.record = record
    this.planner = planner
    this.now = now
  }

  resumed(): void {
    this.record.write({ type: 'run-resumed', at: this.now() })
  }

  cancelRequested(): void {
    this.record.write({ type: 'cancel-requested', at: this.now() })
  }

  suspended(): void {
    this.record.write({ type: 'run-suspended', at: this.now() })
  }

  prioritised(priority: Priority): void {
    this.record.write({ type: 'priority-set', at: this.now(), priority })
  }

  expanded({ flat, tasks }: FlowNode): void {
    this.record.write({ type: 'expanded', at: this.now(), node: flat.id, items: [...(tasks?.keys() ?? [])] })
  }

  /** Whether the tasks of a node have been told of. */
  hasExpanded({ flat, tasks }: FlowNode): boolean {
    return [...(tasks?.keys() ?? [])].every((item) => this.record.state.tasks.has(taskKey(flat.id, item)))
  }

  queued(task: FlowTask, at: number): void {
    this.record.mention({ type: 'task-queued', node: task.node.flat.id, item: task.key, at })
  }

  started(task: FlowTask, { work, queuedAt, shared }: Start): void {
    const state = this.record.stateOf(task)
    const news = {
      type: 'task-started',
      at: this.now(),
      node: task.node.flat.id,
      item: task.key,
      attempt: (state?.attempts.at(-1)?.number ?? 0) + 1,
      reason: work.reason,
      queuedAt,
    } as const
    const model = modelIdOf(task, work)
    // who makes it elsewhere counts only where somebody was named for it
    if (shared)
      this.record.write(model === undefined || !state?.fallback ? { ...news, shared } : { ...news, shared, model })
    else this.record.write(model === undefined ? news : { ...news, model })
  }

  continued(task: FlowTask): void {
    this.record.write({ type: 'task-continued', at: this.now(), ...placeOf(task) })
  }

  late(task: FlowTask): void {
    this.record.write({ type: 'task-late', at: this.now(), ...placeOf(task) })
  }

  reused(
    task: FlowTask,
    { reason, outputs, saved, fingerprint, findings, fallback }: Extract<Settled, { verdict: 'reuse' }>,
    gate: Gate,
  ): void {
    this.record.write({
      type: 'task-reused',
      at: this.now(),
      ...placeOf(task),
      reason,
      outputs,
      ...(fingerprint && { fingerprint }),
      ...(saved > 0 && { saved }),
      ...(fallback && { fallback }),
      ...(gate === 'closed' && { gated: true }),
      ...(findings && { findings }),
    })
  }

  succeeded(task: FlowTask, { outputs, ours, fingerprint, findings }: Landing, gate: Gate): void {
    const news = { type: 'task-succeeded', at: this.now(), ...placeOf(task), outputs, fingerprint } as const
    if (ours && gate === 'open' && !findings) this.record.write(news)
    else
      this.record.write({
        ...news,
        ...(!ours && { shared: true }),
        ...(gate === 'closed' && { gated: true }),
        ...(findings && { findings }),
      })
  }

  off(task: FlowTask, off: Pick<Extract<RunEvent, { type: 'task-off' }>, 'findings' | 'fingerprint' | 'take'>): void {
    this.record.write({ type: 'task-off', at: this.now(), ...placeOf(task), ...off })
  }

  fellBack(task: FlowTask, fallback: Fallback): void {
    this.record.write({ type: 'task-fell-back', at: this.now(), ...placeOf(task), ...fallback })
  }

  offered(task: FlowTask, offer: FallbackOffer): void {
    this.record.write({ type: 'task-offered', at: this.now(), ...placeOf(task), ...offer })
  }

  failed(task: FlowTask, error: ErrorBody): void {
    this.record.write({ type: 'task-failed', at: this.now(), ...placeOf(task), error })
  }

  blocked(task: FlowTask, error: ErrorBody = causeOf(task)): void {
    const news = { type: 'task-blocked', at: this.now(), ...placeOf(task), error } as const
    this.record.write(this.planner.mayRun(task) ? news : { ...news, outside: true })
  }

  cancelled(place: { readonly node: string; readonly item: string | null }, { mayBeBilled }: Left): void {
    const news = { type: 'task-cancelled', at: this.now(), node: place.node, item: place.item } as const
    this.record.write(mayBeBilled ? { ...news, mayBeBilled } : news)
  }

  gateClosed(task: FlowTask, holds: readonly { readonly node: string; readonly item: string | null }[]): void {
    this.record.write({ type: 'gate-closed', at: this.now(), ...placeOf(task), holds: [...holds] })
  }

  gateOpened(task: FlowTask, opened: Opened): void {
    const { holds, ...decision } = opened
    this.record.write({ type: 'gate-opened', at: this.now(), ...placeOf(task), holds: [...holds], ...decision })
  }
}

type Opened = {
  readonly holds: readonly { readonly node: string; readonly item: string | null }[]
} & (
  | { readonly decision: 'approve' }
  | { readonly decision: 'edit'; readonly outputs: Outputs; readonly fingerprint: Landing['fingerprint'] }
  | { readonly decision: 'reroll'; readonly take: number }
)
