import { z } from 'zod'

/** One thing a person has to have from a provider before its models can run: a key, or the number of their account. */
export interface SecretField {
  /** What executors ask for it by: `key`, `accountId`, … */
  readonly name: string
  readonly title: string
  /** Hidden while it is typed, and cut out of everything that leaves. Everything but plain numbers and names of accounts. */
  readonly secret: boolean
  /** Environment variables it may be set by; the first that is set wins. */
  readonly env: readonly string[]
  readonly placeholder?: string
  /** Where the service also works without it. */
  readonly optional?: boolean
}

/** What is needed to work on a provider's behalf of somebody. */
export interface AccountDefinition {
  readonly fields: readonly SecretField[]
  /** Where a person makes a key. */
  readonly keysUrl: string
  /** Without a slash at its end. Absent where only the person knows it, as of a server of their own. */
  readonly baseUrl?: string
  /** Environment variables beside `<PROVIDER>_BASE_URL` that its SDK is used to. */
  readonly baseUrlEnv?: readonly string[]
}

const AmountSchema = z.object({
  amount: z.number(),
  /** `USD`, `credits`, `characters`, `requests`, … */
  unit: z.string().max(40),
})

/** What a provider tells of an account for nothing. Everything is optional: few tell all of it. */
export const AccountFactsSchema = z.object({
  /** Whose it is: the name of a key, a person, an organisation or a plan. */
  owner: z.string().max(200).exactOptional(),
  credits: AmountSchema.exactOptional(),
  usedToday: AmountSchema.exactOptional(),
  dailyLimit: AmountSchema.exactOptional(),
  /** How many at once. Where it differs by model, the smallest. */
  concurrency: z.int().positive().exactOptional(),
  perMinute: z.int().positive().exactOptional(),
  apiVersion: z.string().max(80).exactOptional(),
  /** What else is worth a sentence: "The balance is only told to keys of an administrator." */
  notes: z.array(z.string().max(300)).max(8).exactOptional(),
})
export type AccountFacts = Readonly<z.infer<typeof AccountFactsSchema>>

export interface AccountQuestion {
  /** By the name of the field; one that is optional and not set is absent. */
  readonly values: Readonly<Record<string, string>>
  readonly baseUrl: string
  readonly fetch: typeof fetch
  readonly signal: AbortSignal
}

/**
 * Asks the service, with requests that cost nothing, whether the account works. The server loads it when a person wants to
 * know. @throws `key-rejected`, `no-credits`, `provider-down`, … as the provider's executors do.
 */
export type CheckAccount = (question: AccountQuestion) => Promise<AccountFacts>
