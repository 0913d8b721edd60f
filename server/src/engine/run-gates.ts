import {
  contentOf,
  fail,
  shownTasks,
  taskKey,
  type FlowTask,
  type Hash,
  type Held,
  type Planner,
} from '@reelgraph/shared'
import type { ApprovalStore } from '../store/stores.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { RunNotes } from './run-notes.ts'
import type { RunRecord } from './run-record.ts'
import { keyOf, placeOf } from './task-flight.ts'
import type { Decided } from './run-waits.ts'

interface GateParts {
  readonly record: RunRecord
  readonly notes: RunNotes
  readonly planner: Planner
  readonly lookup: Pick<ResultLookup, 'approved'>
  readonly approvals: ApprovalStore
  readonly hash: Hash
  now(): number
}

export type GateDecision = Extract<Decided, { decision: 'approve' | 'edit' | 'reroll' }>

/** Steps that wait to be looked at, and what comes after them. */
export class RunGates {
  private readonly parts: GateParts
  /** What is to be looked at, as an approval remembers it: read where somebody approves something. */
  private readonly closed = new Map<FlowTask, string | undefined>()

  constructor(parts: GateParts) {
    this.parts = parts
  }

  get areOpen(): boolean {
    return this.closed.size === 0
  }

  /** What comes after it is held until a person has looked. */
  close(task: FlowTask): void {
    this.closed.set(task, undefined)
    this.hold(task)
  }

  /** The items of a step that a closed gate holds may have become known. */
  holdExpanded(): void {
    if (this.closed.size > 0) shownTasks(this.parts.planner.flow.nodes).forEach((task) => this.hold(task))
  }

  /** Those whose content a person has approved by now. */
  approvedElsewhere(): readonly FlowTask[] {
    const { lookup } = this.parts
    return [...this.closed.keys()].filter((task) => lookup.approved(task.node.flat.id, task.key, this.contentOf(task)))
  }

  /**
   * @returns whether the step is done with; after a re-roll it is made anew.
   * @throws `conflict` for a re-roll of what this run only uses.
   */
  open(task: FlowTask, decided: GateDecision): boolean {
    const { record, notes, planner, approvals, hash, now } = this.parts
    if (decided.decision === 'reroll' && !planner.mayRun(task)) throw notOfThisRun(task)
    const holds = planner.flow.heldBy(task)
    this.closed.delete(task)
    notes.gateOpened(task, { holds, ...decided })
    if (decided.decision === 'reroll') {
      planner.flow.reopen(task)
      planner.retake(task, decided.take)
      return false
    }
    const edited = decided.decision === 'edit' ? decided.outputs : undefined
    const content = contentOf(edited ?? task.outputs ?? {}, hash)
    approvals.approve({ project: record.state.project, ...placeOf(task), content, at: now() })
    planner.flow.open(task, edited)
    return true
  }

  private contentOf(task: FlowTask): string {
    const content = this.closed.get(task) ?? contentOf(task.outputs ?? {}, this.parts.hash)
    this.closed.set(task, content)
    return content
  }

  private hold(task: FlowTask): void {
    const { record, notes, planner } = this.parts
    const holds = planner.flow.heldBy(task)
    const gate = keyOf(task)
    const isHeld = ({ node, item }: Held): boolean =>
      record.state.tasks.get(taskKey(node, item))?.heldBy?.includes(gate) ?? false
    if (record.stateOf(task)?.gate !== 'closed' || !holds.every(isHeld)) notes.gateClosed(task, holds)
  }
}

const notOfThisRun = ({ node: { flat } }: FlowTask) =>
  fail('conflict', `“${flat.title}” is not part of this run, so it makes no new take of it.`, {
    hint: `Cancel this run, then run “${flat.title}” again.`,
    node: flat.id,
  })
