import { ERROR_KINDS, errorBody, type Batch, type ErrorBody } from '@reelgraph/shared'
import type { SaveState } from './save-state.ts'

interface SenderDoors {
  send(batch: Batch): Promise<{ readonly revision: number }>
  /** The oldest batch that the server has not acknowledged. */
  next(): Batch | undefined
  after(milliseconds: number, then: () => void): () => void
  acknowledged(batch: Batch, revision: number): void
  refused(batch: Batch, error: ErrorBody): void
  changed(): void
}

/** A pause in typing after which it is sent. */
const PAUSE_MS = 350
const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 10_000

/** Sends batches one by one, in order, until each is acknowledged or refused. */
export class Sender {
  private readonly doors: SenderDoors
  private inFlight: string | undefined
  private held: string | undefined
  private cancelHold: (() => void) | undefined
  private cancelRetry: (() => void) | undefined
  private failures = 0
  private trouble: ErrorBody | undefined
  private refusal: ErrorBody | undefined
  private stopped = true

  constructor(doors: SenderDoors) {
    this.doors = doors
  }

  stateWhen(settled: boolean): SaveState {
    if (this.trouble) return { state: 'offline', error: this.trouble }
    if (!settled) return { state: 'saving' }
    return this.refusal ? { state: 'refused', error: this.refusal } : { state: 'saved' }
  }

  /** Whether a batch may still be made longer. */
  holds(batch: string): boolean {
    return this.held === batch && this.inFlight !== batch
  }

  /** Keeps a batch back until typing pauses. */
  hold(batch: string): void {
    if (this.held !== undefined && this.held !== batch) this.release()
    this.cancelHold?.()
    this.held = batch
    this.cancelHold = this.doors.after(PAUSE_MS, () => this.release())
  }

  release(): void {
    this.cancelHold?.()
    this.cancelHold = undefined
    this.held = undefined
    this.go()
  }

  /** Sends what is waiting, if nothing is on its way. */
  go(): void {
    if (this.stopped || this.inFlight !== undefined || this.cancelRetry) return
    const batch = this.doors.next()
    if (!batch) return
    if (batch.id === this.held) return
    this.inFlight = batch.id
    void this.attempt(batch)
  }

  retryNow(): void {
    this.cancelRetry?.()
    this.cancelRetry = undefined
    this.go()
  }

  start(): void {
    this.stopped = false
    this.go()
  }

  stop(): void {
    this.stopped = true
    this.cancelHold?.()
    this.cancelRetry?.()
    this.cancelRetry = undefined
  }

  private async attempt(batch: Batch): Promise<void> {
    try {
      const { revision } = await this.doors.send(batch)
      this.failures = 0
      this.trouble = undefined
      this.refusal = undefined
      this.inFlight = undefined
      this.doors.acknowledged(batch, revision)
      this.go()
    } catch (thrown) {
      this.inFlight = undefined
      this.failed(batch, errorBody(thrown))
    }
  }

  private failed(batch: Batch, error: ErrorBody): void {
    if (isRefusal(error)) {
      this.failures = 0
      this.trouble = undefined
      this.refusal = error
      this.doors.refused(batch, error)
      return this.go()
    }
    this.failures += 1
    this.trouble = error
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.failures - 1))
    this.cancelRetry = this.doors.after(wait, () => this.retryNow())
    this.doors.changed()
  }
}

/** The server has looked at it and will never take it. Everything else may pass with time. */
const isRefusal = ({ code }: ErrorBody): boolean =>
  ERROR_KINDS[code].blame === 'user' && code !== 'disk-full' && !ERROR_KINDS[code].retry
