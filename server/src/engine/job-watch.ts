import {
  ProviderFailure,
  ReelgraphError,
  errorBody,
  fail,
  type AttemptFacts,
  type Charged,
  type ErrorBody,
  type JobState,
  type Json,
  type ModelDefinition,
  type Outputs,
  type Unseen,
} from '@reelgraph/shared'
import { MOST_WAIT_MS, wordsOf } from './attempt-errors.ts'
import type { AttemptParts } from './attempts.ts'
import type { HostedTask } from './task-host.ts'

interface Watch {
  readonly parts: Pick<AttemptParts, 'host' | 'clock' | 'log'>
  readonly task: HostedTask
  readonly ticket: Json
  /** Milliseconds since 1970. */
  readonly submittedAt: number
  readonly deadlineMs: number
  /** Ends the watching and nothing else: the provider goes on. */
  readonly signal: AbortSignal
  readonly hooks: {
    onProgress(fraction: number): void
    onLate(): void
    /** It cannot be looked at now; without it, it can be again. Told before the watching waits. */
    onUnseen(unseen: Unseen | undefined): void
  }
}

export type WatchEnd =
  | { readonly how: 'done'; readonly outputs: Outputs; readonly facts: AttemptFacts }
  | { readonly how: 'failed'; readonly error: ErrorBody; readonly charged: Charged; readonly facts: AttemptFacts }
  | { readonly how: 'suspended' }

/** Milliseconds between two looks: at first, at most, and at most once it is late. */
const FIRST_MS = 1000
const MOST_MS = 10_000
const MOST_LATE_MS = 60_000
/** A look that takes longer is given up, and the job is looked at anew. */
const LONGEST_LOOK_MS = 120_000
/** A job of an earlier process is looked at before it is called late. */
const FIRST_LOOK_MS = 10_000

/**
 * Looks at a provider's job until it is done or has failed: gently, with the provider's own hints, through failures of the
 * network, and beyond the deadline, for being late is no failure. A result that cannot be fetched is asked for again, with
 * fresh links; nothing is ever generated anew.
 */
export const watchJob = async (watch: Watch): Promise<WatchEnd> => {
  const over = new AbortController()
  const lateness = new Lateness(watch, AbortSignal.any([watch.signal, over.signal]))
  try {
    return await keepLooking(watch, lateness)
  } finally {
    over.abort()
  }
}

/** Told once, when the deadline has passed: also while a look gets no answer at all. */
class Lateness {
  isLate = false
  private readonly watch: Watch
  private readonly deadline: number

  constructor(watch: Watch, signal: AbortSignal) {
    const { clock } = watch.parts
    this.watch = watch
    this.deadline = watch.submittedAt + watch.deadlineMs
    const ms = Math.max(this.deadline - clock.now(), FIRST_LOOK_MS)
    clock.sleep(ms, signal).then(
      () => this.tell(),
      () => undefined,
    )
  }

  note(): void {
    if (this.watch.parts.clock.now() > this.deadline) this.tell()
  }

  private tell(): void {
    if (this.isLate) return
    this.isLate = true
    this.watch.hooks.onLate()
  }
}

const keepLooking = async (watch: Watch, lateness: Lateness): Promise<WatchEnd> => {
  const { parts, signal, hooks } = watch
  let intervalMs = FIRST_MS
  let hintMs: number | undefined
  let isUnseen = false
  while (!signal.aborted) {
    const state = await look(watch)
    let error: ErrorBody | undefined
    if (state.state === 'done' || state.state === 'failed') {
      const end = await endOf(watch, state)
      if (end.how !== 'unfetched') return end
      hintMs = undefined
      error = end.error
    } else if (state.state === 'unreadable') {
      hintMs = state.retryAfterMs
      error = state.error
    } else {
      if (state.progress !== undefined) hooks.onProgress(state.progress)
      hintMs = state.nextPollMs
    }
    if (signal.aborted) break
    lateness.note()
    intervalMs = Math.min(intervalMs * 1.3, lateness.isLate ? MOST_LATE_MS : MOST_MS)
    // a provider that says when is never asked sooner, unless it says what can only be a slip
    const ms = hintMs === undefined ? intervalMs * (0.8 + 0.4 * Math.random()) : hintMs * (1 + 0.2 * Math.random())
    const waitMs = Math.min(ms, MOST_WAIT_MS)
    if (error || isUnseen) hooks.onUnseen(error && { error, againAt: parts.clock.now() + waitMs })
    isUnseen = error !== undefined
    await parts.clock.sleep(waitMs, signal).catch(() => undefined)
  }
  return { how: 'suspended' }
}

interface Unreadable {
  readonly state: 'unreadable'
  readonly error: ErrorBody
  readonly retryAfterMs: number | undefined
}

type Look = JobState<ModelDefinition> | Unreadable

/** A look that fails says nothing about the job. */
const look = async ({ parts, task, ticket, signal }: Watch): Promise<Look> => {
  const answered = new AbortController()
  const patience = parts.clock.sleep(LONGEST_LOOK_MS, AbortSignal.any([signal, answered.signal]))
  try {
    return await Promise.race([parts.host.poll(task, ticket), patience.then(noAnswer)])
  } catch (thrown) {
    if (!signal.aborted) parts.log.warn(`“${task.title}” cannot be looked at now: ${wordsOf(thrown)}`)
    const retryAfterMs = thrown instanceof ProviderFailure ? thrown.retryAfterMs : undefined
    return { state: 'unreadable', error: unseenError(thrown), retryAfterMs }
  } finally {
    answered.abort()
  }
}

/** What could not be foreseen is the line, or an answer that nobody can read: the job is no worse for it. */
const unseenError = (thrown: unknown): ErrorBody => {
  const error = errorBody(thrown)
  if (error.code !== 'internal') return error
  return {
    code: 'provider-down',
    message: 'Its provider cannot be asked now.',
    hint: 'It is asked again; nothing is made anew.',
    ...(error.detail !== undefined && { detail: error.detail }),
  }
}

const noAnswer = (): never => {
  throw fail('provider-down', 'Its provider does not answer.')
}

type Over = Extract<Look, { readonly state: 'done' | 'failed' }>

/** What was made could not be fetched, and is to be asked for again. */
interface Unfetched {
  readonly how: 'unfetched'
  readonly error: ErrorBody
}

const endOf = async ({ parts, task, signal }: Watch, over: Over): Promise<WatchEnd | Unfetched> => {
  if (over.state === 'failed') {
    const { error, charged } = over
    return { how: 'failed', error, charged, facts: factsOf(over) }
  }
  try {
    return { how: 'done', outputs: await parts.host.store(task, over.outputs), facts: factsOf(over) }
  } catch (thrown) {
    const error = errorBody(thrown)
    if (thrown instanceof ReelgraphError && thrown.code === 'bad-output')
      return { how: 'failed', error, charged: true, facts: factsOf(over) }
    if (!signal.aborted) parts.log.warn(`What “${task.title}” made cannot be fetched now: ${wordsOf(thrown)}`)
    return { how: 'unfetched', error: unseenError(thrown) }
  }
}

/** Only what a provider said, of what an executor gives. */
export const factsOf = ({ requestId, seed, prompt, cost, units }: AttemptFacts): AttemptFacts => ({
  ...(requestId !== undefined && { requestId }),
  ...(seed !== undefined && { seed }),
  ...(prompt !== undefined && { prompt }),
  ...(cost !== undefined && { cost }),
  ...(units && { units }),
})
