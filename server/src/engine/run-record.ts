import {
  applyRunEvent,
  taskKey,
  type FlowTask,
  type RunEvent,
  type RunState,
  type SequencedEvent,
  type TaskState,
  type VolatileEvent,
} from '@reelgraph/shared'
import type { RunJournal } from '../store/stores.ts'

interface RunRecordParts {
  readonly journal: RunJournal
  publish(events: readonly SequencedEvent[]): void
  publishVolatile(event: VolatileEvent): void
}

/** What has happened in a run: every fact is folded, written down and told, in one order. */
export class RunRecord {
  readonly state: RunState
  seq: number
  private readonly parts: RunRecordParts
  private untold: SequencedEvent[] = []

  constructor(parts: RunRecordParts, start: { readonly state: RunState; readonly seq: number }) {
    this.parts = parts
    this.state = start.state
    this.seq = start.seq
  }

  stateOf(task: FlowTask): TaskState | undefined {
    return this.state.tasks.get(taskKey(task.node.flat.id, task.key))
  }

  write(event: RunEvent): void {
    this.seq += 1
    this.parts.journal.append(this.state.id, this.seq, event)
    applyRunEvent(this.state, event)
    if (this.untold.push({ seq: this.seq, event }) === 1) setImmediate(() => this.tell())
  }

  /** A fact that also changes what a list of runs shows. */
  turn(event: RunEvent): void {
    this.write(event)
    const { id, status, endedAt, cost } = this.state
    this.parts.journal.update(id, { status, cost, ...(endedAt !== undefined && { endedAt }) })
  }

  /** Tells watchers what has gathered; by itself it does so once a turn of the event loop. */
  tell(): void {
    const events = this.untold
    if (events.length === 0) return
    this.untold = []
    this.parts.publish(events)
  }

  /** For what only counts now: never written down. */
  mention(event: VolatileEvent): void {
    if (applyRunEvent(this.state, event).length > 0) this.parts.publishVolatile(event)
  }
}
