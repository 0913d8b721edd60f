import type { FlowTask, Fingerprint, Planner } from '@reelgraph/shared'
import type { AwaitedResults } from './awaited-results.ts'
import type { Settled } from './ready-queue.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { Runnable } from './task-flight.ts'
import { appraiseUntilKnown } from './until-known.ts'

export interface ElsewhereParts {
  readonly planner: Planner
  readonly lookup: ResultLookup
  readonly awaited: Pick<AwaitedResults, 'wait'>
  readonly log: { warn(message: string): void }
  /** Whether another run is going on, or has ended since: it may be made already. */
  hasCompany(): boolean
  isStopped(): boolean
  /** Whether a person is asked about it still. */
  isAsked(task: FlowTask): boolean
  /** It is there, so nobody has to be asked. */
  goOn(task: FlowTask, found: Settled): void
}

/**
 * Tasks that wait for a person who is to say whether they are made. Another run may make the very same meanwhile, with whatever
 * model may: then it is taken.
 */
export class MadeElsewhere {
  private readonly parts: ElsewhereParts
  private readonly leaving = new Map<FlowTask, () => void>()
  /** Perhaps there by now. */
  private told = new Set<FlowTask>()

  constructor(parts: ElsewhereParts) {
    this.parts = parts
  }

  /** `work`: what it was to do, where that is known. */
  watch(task: FlowTask, work?: Runnable): void {
    const { planner, awaited, hasCompany } = this.parts
    const fingerprints = new Set(planner.fingerprintsOf(task))
    if (work) fingerprints.add(work.fingerprint)
    this.leave(task)
    this.leaving.set(
      task,
      awaited.wait(fingerprints, () => this.lookSoon(task, fingerprints)),
    )
    // it may have been stored after it was looked for
    if (hasCompany()) this.lookSoon(task, fingerprints)
  }

  /** Nothing goes on by itself any more. */
  stop(): void {
    for (const leave of this.leaving.values()) leave()
    this.leaving.clear()
  }

  private leave(task: FlowTask): void {
    this.leaving.get(task)?.()
    this.leaving.delete(task)
  }

  private lookSoon(task: FlowTask, fingerprints: ReadonlySet<Fingerprint>): void {
    if (this.told.has(task)) return
    this.told.add(task)
    queueMicrotask(() => {
      this.told.delete(task)
      void this.look(task, fingerprints)
    })
  }

  private async look(task: FlowTask, fingerprints: ReadonlySet<Fingerprint>): Promise<void> {
    const { lookup, log, goOn } = this.parts
    try {
      if (!this.isAsked(task)) return
      await lookup.fetch([...fingerprints])
      if (!this.isAsked(task)) return
      const found = await appraiseUntilKnown(this.parts, task)
      if (found && this.isAsked(task) && isThere(found)) {
        this.leave(task)
        goOn(task, found)
      }
    } catch (error) {
      // the person is asked still
      log.warn(`Whether “${task.node.flat.title}” was made meanwhile cannot be looked up: ${String(error)}`)
    }
  }

  private isAsked(task: FlowTask): boolean {
    if (this.parts.isStopped()) return false
    if (this.parts.isAsked(task)) return true
    this.leave(task)
    return false
  }
}

/** Made by somebody: reused, or, where nobody has looked at it, looked at first. */
const isThere = (found: Settled): boolean =>
  found.verdict === 'reuse' || (found.verdict === 'run' && found.made !== undefined)
