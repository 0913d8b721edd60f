import type { Fingerprint, ProjectId, RunEvent, RunId } from '@reelgraph/shared'
import type { Caps } from '../store/attempts.ts'
import type { AttemptRow, AttemptStore, ModelTimes, ResultStore, RunJournal } from '../store/stores.ts'
import type { TaskHost } from './task-host.ts'

/** What may be spent, in micro-dollars; no limit where there is none. */
export type Limits = Pick<Caps, 'project' | 'day'>

/** What every attempt that is written down needs. */
export interface AttemptParts {
  readonly host: TaskHost
  readonly attempts: AttemptStore
  readonly results: ResultStore
  readonly journal: Pick<RunJournal, 'settle'>
  readonly open: OpenAttempts
  readonly times: Pick<ModelTimes, 'note'>
  readonly clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }
  readonly log: { warn(message: string): void }
  capsOf(project: ProjectId): Promise<Limits>
  /** Writes a fact into the journal of a run, where that run has not ended. */
  tell(run: RunId, event: RunEvent): void
}

/**
 * What somebody has learnt or decided of an attempt of which nobody knew what became: it is looked at anew, it is made again,
 * or it is given up.
 */
export type Answer = 'ask' | 'again' | 'give-up'
type Waiter = (answer: Answer) => void

/** Attempts that have not ended, or whose end nobody knows, by what they make. There are never many. */
export class OpenAttempts {
  private readonly rows = new Map<Fingerprint, AttemptRow>()
  /** Who waits to hear what became of one of which nobody knows it, by its key. */
  private readonly waiting = new Map<string, Set<Waiter>>()

  constructor(rows: readonly AttemptRow[]) {
    for (const row of rows) this.set(row)
  }

  of(fingerprint: Fingerprint): AttemptRow | undefined {
    return this.rows.get(fingerprint)
  }

  /** Every one whose provider has given a ticket. */
  all(): readonly AttemptRow[] {
    return [...this.rows.values()]
  }

  set(row: AttemptRow): void {
    this.rows.set(row.fingerprint, row)
  }

  /** @returns what ends the waiting. */
  wait(key: string, waiter: Waiter): () => void {
    const waiters = this.waiting.get(key) ?? new Set()
    this.waiting.set(key, waiters.add(waiter))
    return () => {
      waiters.delete(waiter)
      if (waiters.size === 0 && this.waiting.get(key) === waiters) this.waiting.delete(key)
    }
  }

  /** One answer settles it for everybody who waits for it, in whatever run. */
  answer(key: string, answer: Answer): void {
    const waiters = this.waiting.get(key)
    this.waiting.delete(key)
    for (const waiter of waiters ?? []) waiter(answer)
  }

  /** Only what is still this very attempt. */
  delete({ fingerprint, key }: Pick<AttemptRow, 'fingerprint' | 'key'>): void {
    if (this.rows.get(fingerprint)?.key === key) this.rows.delete(fingerprint)
  }
}
