import { ProjectIdSchema, RunIdSchema, type Micros, type Sum } from '@reelgraph/shared'
import type { AttemptEnd, CapKind, Caps, NewAttempt } from '../attempts.ts'
import { newAttempt } from './fixtures.ts'
import type { StoresUnderTest } from './stores-under-test.ts'

const KINDS = ['run', 'project', 'day'] as const

export type Step =
  | {
      readonly do: 'reserve'
      readonly reserved: Micros | null
      readonly place: { readonly run: string; readonly day: string; readonly provider: string }
    }
  | { readonly do: 'end'; readonly which: number; readonly ending: Ending }
  | { readonly do: 'submit' | 'write-off'; readonly which: number }
  | { readonly do: 'settle' }

export interface Ending extends Pick<AttemptEnd, 'state' | 'charged'> {
  readonly cost: Micros | undefined
}

/** What an attempt amounts to, said once more in other words than the stores say it. */
interface Account {
  readonly attempt: NewAttempt
  state: 'under way' | 'perhaps' | 'charged' | 'free'
  cost: Micros | undefined
  /** Whether a person may still give it up, or has. */
  asking: 'may be given up' | 'given up' | 'answered'
}

const settledOf = ({ attempt, state, cost }: Account): Micros => {
  if (state === 'free') return cost ?? 0
  if (state !== 'charged') return 0
  return cost ?? attempt.reserved ?? 0
}
const reservedOf = ({ attempt, state, cost }: Account): Micros => {
  if (state === 'under way') return attempt.reserved ?? 0
  return state === 'perhaps' ? Math.max(attempt.reserved ?? 0, cost ?? 0) : 0
}
const isUnpriced = ({ attempt, state, cost }: Account): boolean =>
  attempt.reserved === null && state !== 'free' && (state === 'under way' || cost === undefined)
const counts = (account: Account): boolean =>
  account.attempt.reserved !== 0 || settledOf(account) + reservedOf(account) > 0

const isFree = (account: Account): boolean =>
  counts(account) &&
  settledOf(account) + reservedOf(account) === 0 &&
  account.state !== 'under way' &&
  account.state !== 'perhaps' &&
  !isUnpriced(account)

export const sumOf = (accounts: readonly Account[]): Sum => ({
  settled: accounts.reduce((sum, account) => sum + settledOf(account), 0),
  reserved: accounts.reduce((sum, account) => sum + reservedOf(account), 0),
  attempts: accounts.filter(counts).length,
  unpriced: accounts.filter(isUnpriced).length,
})

/** The same with how much of what is set aside was given up, and how many attempts were free, where there are any. */
export const ledgerOf = (accounts: readonly Account[]): Sum => {
  const writtenOff = sumOf(accounts.filter(({ asking }) => asking === 'given up')).reserved
  const free = accounts.filter(isFree).length
  return { ...sumOf(accounts), ...(writtenOff > 0 && { writtenOff }), ...(free > 0 && { free }) }
}

/** Plays steps on the stores and beside them, in runs and days of its own so that stores can be used again. */
export class Play {
  readonly accounts: Account[] = []
  private readonly stores: StoresUnderTest
  private readonly caps: Caps
  private readonly name: string

  constructor(stores: StoresUnderTest, name: string, caps: Caps) {
    this.stores = stores
    this.name = name
    this.caps = caps
  }

  async step(step: Step): Promise<void> {
    const { attempts, journal } = this.stores
    switch (step.do) {
      case 'reserve': {
        const attempt = newAttempt(`${this.name}-${this.accounts.length}`, {
          run: RunIdSchema.parse(`${this.name}-${step.place.run}`),
          project: ProjectIdSchema.parse(this.name),
          provider: step.place.provider,
          day: `${this.name} ${step.place.day}`,
          reserved: step.reserved,
        })
        const { refused } = attempts.reserve(attempt, this.caps, () => {})
        if (!refused) this.accounts.push({ attempt, state: 'under way', cost: undefined, asking: 'may be given up' })
        return
      }
      case 'end':
        return this.end(step)
      case 'submit': {
        const account = this.pick(step.which)
        if (!account || account.state === 'charged' || account.state === 'free') return
        attempts.submitted(account.attempt.key, { ticket: 1, at: 1 }, () => {})
        account.state = 'under way'
        account.cost = undefined
        account.asking = 'may be given up'
        return
      }
      case 'write-off': {
        const account = this.pick(step.which)
        if (account) attempts.writeOff(account.attempt.key)
        if (account?.state === 'under way') account.state = 'perhaps'
        if (account?.asking === 'may be given up') account.asking = 'given up'
        return
      }
      case 'settle':
        return journal.settle()
    }
  }

  private end({ which: nth, ending: { state, charged, cost } }: Extract<Step, { do: 'end' }>): void {
    const account = this.pick(nth)
    if (!account) return
    const end: AttemptEnd = { state, charged, facts: cost === undefined ? {} : { cost }, at: 2 }
    this.stores.attempts.end(account.attempt.key, end)
    account.state = charged === true ? 'charged' : charged === false ? 'free' : 'perhaps'
    account.cost = cost
    account.asking = state === 'unknown' ? 'may be given up' : 'answered'
  }

  private pick(nth: number): Account | undefined {
    return this.accounts[nth % Math.max(1, this.accounts.length)]
  }

  /** Every sum that is kept, and beside it what it should be. */
  async totals(): Promise<{ readonly kept: readonly Sum[]; readonly expected: readonly Sum[] }> {
    const { attempts } = this.stores
    const named = KINDS.flatMap((kind) => [...this.by(kind)].map(([id, accounts]) => ({ kind, id, accounts })))
    const { total, runs, days } = await attempts.sums({ project: ProjectIdSchema.parse(this.name) })
    return {
      kept: [
        ...named.map(({ kind, id }) => attempts.spent(kind, id)),
        ...[total, ...runs.map(({ sum }) => sum), ...days.map(({ sum }) => sum)],
      ],
      expected: [
        ...named.map(({ accounts }) => sumOf(accounts)),
        ledgerOf(this.accounts),
        ...runs.map(({ run }) => ledgerOf(this.by('run').get(run) ?? [])),
        ...days.map(({ day }) => ledgerOf(this.by('day').get(day) ?? [])),
      ],
    }
  }

  /** The caps that are passed. */
  passed(): readonly string[] {
    return KINDS.flatMap((kind) => [...this.by(kind).keys()].map((id) => ({ kind, id })))
      .filter(({ kind, id }) => {
        const { settled, reserved } = this.stores.attempts.spent(kind, id)
        return settled + reserved > (this.caps[kind] ?? Infinity)
      })
      .map(({ kind, id }) => `${kind} ${id}`)
  }

  private by(kind: CapKind): ReadonlyMap<string, readonly Account[]> {
    return Map.groupBy(this.accounts, ({ attempt }) => attempt[kind])
  }
}

/** The bill is never above the reservation, and what was closed is not opened again. */
export const asBilled = (play: Play, step: Extract<Step, { do: 'end' }>): Step => {
  const account = play.accounts[step.which % Math.max(1, play.accounts.length)]
  if (!account) return step
  const most =
    account.state === 'charged' || account.state === 'free' ? settledOf(account) : (account.attempt.reserved ?? 0)
  const { charged, cost = most } = step.ending
  const isClosed = account.state === 'charged' || account.state === 'free'
  const billed = charged === false ? 0 : Math.min(cost, most)
  return {
    ...step,
    ending: { ...step.ending, charged: isClosed && charged === 'unknown' ? true : charged, cost: billed },
  }
}
