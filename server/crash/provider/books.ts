import { randomUUID } from 'node:crypto'
import { chance } from './chance.ts'
import { ACCEPTING, type Course, type FateOf, type Meeting } from './fate.ts'

/** What it lets in with. */
export const FAKE_KEY = 'fake-key-of-the-crash-test'

/** Micro-dollars that a model costs at least and at most. What it really costs hangs on the prompt. */
export const PRICES = {
  job: { low: 40_000, high: 50_000 },
  spare: { low: 30_000, high: 50_000 },
  blind: { low: 60_000, high: 80_000 },
  list: { low: 10_000, high: 10_000 },
  sound: { low: 20_000, high: 30_000 },
  text: { low: 1_000, high: 4_000 },
  free: { low: 0, high: 0 },
} as const satisfies Record<string, { readonly low: number; readonly high: number }>

export type ModelName = keyof typeof PRICES

export interface Order {
  readonly model: ModelName
  readonly prompt: string
  readonly take: number
  /** The caller's own name for it, to look it up by. */
  readonly client?: string
}

/** One paid request that arrived, whatever became of it. */
export interface PaidRequest extends Order {
  readonly at: number
  readonly key: string
  readonly meeting: Meeting
  /** Of the job or the text it made; absent where it was not accepted. */
  readonly id?: string
  /** The same key had come before. */
  readonly repeated: boolean
}

export interface Job extends Order, Course {
  readonly id: string
  readonly key: string
  readonly acceptedAt: number
  readonly price: number
  readonly cancelledAt?: number
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** A quick answer is whole when it is given. */
const AT_ONCE: Course = { takes: 0, ends: 'done', unstoppable: true }

/** The provider's side of the story: every paid request, every job, every charge. */
export class Books {
  readonly requests: PaidRequest[] = []
  readonly jobs = new Map<string, Job>()
  private readonly fateOf: FateOf

  constructor(fateOf: FateOf) {
    this.fateOf = fateOf
  }

  /** Writes down a paid request, and what it made where it is accepted. */
  take(order: Order, key: string): PaidRequest {
    const fate = this.fateOf(order)
    const repeats = this.requests.find((request) => request.key === key)
    const met = this.requests.filter((request) => sameOrder(request, order)).length
    const meeting = repeats ? 'well' : (fate.meetings[met] ?? fate.after)
    const at = Date.now()
    const known = repeats?.id
    const made = known ?? (ACCEPTING.has(meeting) ? randomUUID() : undefined)
    if (made !== undefined && known === undefined) {
      const { takes, ends, unstoppable } = order.model === 'text' ? AT_ONCE : fate
      const price = priceOf(order)
      this.jobs.set(made, { ...order, id: made, key, acceptedAt: at, price, takes, ends, unstoppable })
    }
    const request: PaidRequest = {
      ...order,
      at,
      key,
      meeting,
      repeated: !!repeats,
      ...(made !== undefined && { id: made }),
    }
    this.requests.push(request)
    return request
  }

  /** Whether this key was used for something else before. */
  clashes(order: Order, key: string): boolean {
    return this.requests.some((request) => request.key === key && !sameOrder(request, order))
  }

  /** @returns whether it has stopped. */
  cancel(job: Job): boolean {
    if (!['queued', 'running'].includes(stateOf(job)) || job.unstoppable) return false
    this.jobs.set(job.id, { ...job, cancelledAt: Date.now() })
    return true
  }

  /** Of requests that cost something. */
  paidBy(key: string): number {
    return this.requests.filter((request) => request.key === key && PRICES[request.model].high > 0).length
  }

  jobOf(key: string): Job | undefined {
    return [...this.jobs.values()].find((job) => job.key === key)
  }
}

const sameOrder = (a: Order, b: Order): boolean => a.model === b.model && a.prompt === b.prompt && a.take === b.take

const priceOf = ({ model, prompt }: Order): number => {
  const { low, high } = PRICES[model]
  return low + Math.floor(chance('price', model, prompt) * (high - low + 1))
}

export const stateOf = (job: Job, now = Date.now()): JobState => {
  if (job.cancelledAt !== undefined) return 'cancelled'
  const age = now - job.acceptedAt
  if (age >= job.takes) return job.ends === 'done' ? 'done' : 'failed'
  return age < job.takes / 5 ? 'queued' : 'running'
}

/** Micro-dollars; nothing before it has ended. */
export const chargeOf = (job: Job, now = Date.now()): number => {
  const state = stateOf(job, now)
  if (state === 'done') return job.price
  return state === 'failed' && job.ends === 'failed-charged' ? job.price : 0
}

/** What a prompt gives. It hangs on what was asked and on nothing else. */
export const madeOf = ({ model, prompt, take }: Order): string => {
  const mark = Math.floor(chance('made', model, prompt, take) * 36 ** 5).toString(36)
  return `${prompt.split('(')[0] ?? ''}.${mark}`
}

/** Of a list, whose length only its result can tell. */
export const itemsOf = (order: Order): readonly string[] => {
  const length = Math.floor(chance('length', order.prompt) * 4)
  return Array.from({ length }, (_, index) => `${madeOf(order)}-${index}`)
}
