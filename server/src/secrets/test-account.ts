import {
  AccountFactsSchema,
  fail,
  own,
  ReelgraphError,
  type AccountFacts,
  type AccountTest,
  type CheckAccount,
  type ErrorCode,
  type Clock,
  type ProjectId,
} from '@reelgraph/shared'
import type { LaneDesk, LaneSettings } from '../engine/lanes.ts'
import type { Account } from './account.ts'
import type { Accounts } from './accounts.ts'
import type { Redactor } from './redactor.ts'

/** By provider: loads how its account is tested. */
export type AccountChecks = Readonly<
  Record<string, (() => Promise<{ readonly checkAccount: CheckAccount }>) | undefined>
>

export interface TestParts {
  readonly accounts: Accounts
  readonly checks: AccountChecks
  readonly fetch: typeof fetch
  readonly clock: Pick<Clock, 'now'>
  readonly redactor: Redactor
  readonly lanes: Pick<LaneDesk, 'changeLane'>
}

export interface TestWish {
  readonly provider: string
  /** Without one: what the project, or else every project, uses. */
  readonly name?: string
  readonly project?: ProjectId
  readonly signal: AbortSignal
}

/** Longer than this nobody waits, in milliseconds. */
const DEADLINE_MS = 20_000

/** Asks the provider for nothing whether an account works, and lets its limits set the lane. */
export const testAccount = async (wish: TestWish, parts: TestParts): Promise<AccountTest> => {
  const { accounts, clock, redactor } = parts
  const { provider } = wish
  const account = accountOf(wish, accounts)
  const load = own(parts.checks, provider)
  if (!load)
    throw fail('not-found', 'This provider cannot be tested for nothing.', { hint: 'Run a cheap step with it.' })
  const { checkAccount } = await load()
  const deadline = AbortSignal.timeout(DEADLINE_MS)
  const signal = AbortSignal.any([wish.signal, deadline])
  const from = clock.now()
  try {
    const { values, baseUrl } = account
    const told = await checkAccount({ values, baseUrl, fetch: parts.fetch, signal })
    const facts = redactor.value(AccountFactsSchema.parse(told))
    const laneSet = setLane(account, facts, parts.lanes)
    return { ...facts, account: account.id, baseUrl, took: Math.max(0, clock.now() - from), laneSet }
  } catch (thrown) {
    throw redactor.error(readable(thrown, { provider, account, timedOut: deadline.aborted }))
  }
}

const accountOf = ({ provider, name, project }: TestWish, accounts: Accounts): Account => {
  if (name !== undefined) return accounts.named(provider, name)
  if (project !== undefined) return accounts.of({ provider, project })
  const everybodys = accounts.list(provider).find(({ isDefault }) => isDefault)
  return accounts.named(provider, everybodys?.name ?? '')
}

/** @returns whether the provider said anything that its queue goes by. */
const setLane = (account: Account, facts: AccountFacts, lanes: TestParts['lanes']): boolean => {
  const told: NonNullable<LaneSettings['told']> = {
    ...(facts.concurrency !== undefined && { concurrency: Math.min(200, facts.concurrency) }),
    ...(facts.perMinute !== undefined && { perMinute: Math.min(6_000, facts.perMinute) }),
  }
  return Object.keys(told).length > 0 && lanes.changeLane(account.id, { told }) !== undefined
}

interface Failure {
  readonly provider: string
  readonly account: Account
  readonly timedOut: boolean
}

const readable = (thrown: unknown, { provider, account, timedOut }: Failure): unknown => {
  const host = URL.parse(account.baseUrl)?.host ?? account.baseUrl
  if (timedOut)
    return fail('provider-down', `${host} did not answer within ${DEADLINE_MS / 1000} s.`, {
      hint: 'Try again. If it stays, look at the address and at your internet connection.',
      provider,
    })
  if (thrown instanceof ReelgraphError) return asOfTest(thrown)
  const [title, hint] = [
    `${host} could not be asked`,
    'Look at the address under Advanced, and at your internet connection.',
  ]
  if (thrown instanceof TypeError) return fail('provider-down', `${title}: ${reasonOf(thrown)}.`, { hint, provider })
  return fail('provider-error', `${host} answered something that is not understood.`, {
    hint: 'Look at the address under Advanced. If it is right, update Reelgraph.',
    provider,
    detail: thrown instanceof Error ? thrown.message.slice(0, 1_000) : String(thrown).slice(0, 1_000),
  })
}

/** What providers say is said of a step that ran. Here nothing ran: there is nothing to reword and no model to choose. */
const asOfTest = (error: ReelgraphError): ReelgraphError => {
  const hint = OF_A_STEP.test(error.body.hint ?? '') ? HINTS[error.code] : undefined
  return hint === undefined ? error : fail(error.code, error.message, { ...error.body, hint })
}

const OF_A_STEP = /\brun\b|\bmodel\b|\bprompt\b|tried again/i

const HINTS: Partial<Readonly<Record<ErrorCode, string>>> = {
  'no-credits': 'Add credits to your account there, then test it again.',
  'rate-limited': 'Test it again in a while.',
  'bad-parameter': 'Look at what is typed here, and at the address under Advanced, then test it again.',
  retired: 'Look at the address under Advanced, then test it again.',
  'provider-down': 'Nothing was paid. Test it again later.',
  'provider-error': 'Test it again; if it stays, look at the address under Advanced.',
  'bad-output': 'Look at the address under Advanced, then test it again.',
}

const reasonOf = ({ message, cause }: Error): string => (cause instanceof Error && cause.message) || message
