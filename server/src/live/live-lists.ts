import {
  canonical,
  fail,
  LiveFactsSchema,
  own,
  ReelgraphError,
  type Catalog,
  type Clock,
  type ErrorBody,
  type LiveFacts,
  type LiveList,
  type ReadLive,
} from '@reelgraph/shared'
import { z } from 'zod'
import type { ServerLog } from '../log.ts'
import type { Account } from '../secrets/account.ts'
import type { Accounts } from '../secrets/accounts.ts'
import type { Redactor } from '../secrets/redactor.ts'
import type { DocumentStore } from '../store/documents.ts'
import { limitedFetch } from './limited-fetch.ts'

/** By provider: how what it lists is read, and whether it tells everybody. */
export type LiveListers = Readonly<
  Record<
    string,
    | {
        readonly isPublic: boolean
        readonly freshMs?: number
        readonly load: () => Promise<{ readonly readLive: ReadLive }>
      }
    | undefined
  >
>

/** As it is kept. Whose it is belongs to it: another account has other voices. */
const KeptSchema = z.object({ account: z.string(), baseUrl: z.string(), asOf: z.number(), facts: LiveFactsSchema })
export type KeptList = z.infer<typeof KeptSchema>
export const parseKeptList = (json: unknown): KeptList => KeptSchema.parse(json)

/** What providers list by themselves: asked for when it is wanted and old, kept on disk, never in the way of anything. */
export interface LiveLists {
  /** What is known now, at once. Where it is old, it is asked for in the background. */
  known(provider: string): { readonly asOf: number; readonly facts: LiveFacts } | undefined
  /** Somebody has given a key, or another: what their accounts list is wanted soon. */
  prepare(): void
  /** Waits where nothing is known yet; empty where the provider lists nothing. @throws `not-found` where there is none. */
  list(provider: string): Promise<LiveList>
}

interface ListParts {
  readonly catalog: Pick<Catalog, 'providers'>
  readonly listers: LiveListers
  readonly accounts: Pick<Accounts, 'list' | 'named'>
  readonly documents: Pick<DocumentStore<KeptList>, 'ids' | 'read' | 'write'>
  readonly fetch: typeof fetch
  readonly redactor: Pick<Redactor, 'value'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Pick<ServerLog, 'info'>
  /** Prices are other than they were. */
  readonly onPrices?: () => void
}

const NOTHING: LiveList = { choices: {}, prices: 0, allPrices: false }

const FRESH_MS = 12 * 3_600_000
/** Accounts are looked into no more often than this. */
const LOOK_MS = 1000
/** After an attempt that failed. */
const RETRY_MS = 10 * 60_000
/** Longer than this nobody waits for a list. */
const DEADLINE_MS = 20_000

interface Known {
  /** What was said last, for a moment: a plan of thousands of steps asks for each. */
  looked: { readonly at: number; readonly list: KeptList | undefined } | undefined
  kept: KeptList | undefined
  asking: Promise<void> | undefined
  failed: { readonly at: number; readonly account: string; readonly error: ErrorBody } | undefined
}

/** Reads what was kept; what cannot be read is asked for again. */
export const openLiveLists = async (parts: ListParts): Promise<LiveLists> => {
  const lists = new Lists(parts)
  await lists.load()
  return lists
}

class Lists implements LiveLists {
  private readonly parts: ListParts
  private readonly all = new Map<string, Known>()

  constructor(parts: ListParts) {
    this.parts = parts
  }

  async load(): Promise<void> {
    const { documents, log } = this.parts
    try {
      for (const id of await documents.ids()) {
        const reading = await documents.read(id)
        if (reading.state === 'good' || reading.state === 'restored') this.of(id).kept = reading.data
      }
    } catch (error) {
      log.info(`What providers listed could not be read, and is asked for again: ${String(error)}`)
    }
  }

  known(provider: string): { readonly asOf: number; readonly facts: LiveFacts } | undefined {
    if (!own(this.parts.listers, provider)) return undefined
    const known = this.of(provider)
    const now = this.parts.clock.now()
    if (known.looked && now - known.looked.at < LOOK_MS) return known.looked.list
    const account = this.accountOf(provider, { evenPublic: false })
    if (account) void this.refresh(provider, account)
    const list = this.keptFor(provider, account ?? this.accountOf(provider, { evenPublic: true }))
    known.looked = { at: now, list }
    return list
  }

  prepare(): void {
    for (const provider of Object.keys(this.parts.listers)) {
      this.of(provider).looked = undefined
      this.known(provider)
    }
  }

  async list(provider: string): Promise<LiveList> {
    if (!this.parts.catalog.providers.has(provider)) throw fail('not-found', `There is no provider “${provider}”.`)
    const lists = own(this.parts.listers, provider) !== undefined
    const account = lists ? this.accountOf(provider, { evenPublic: true }) : undefined
    if (!account) return NOTHING
    const asked = this.refresh(provider, account)
    if (!this.keptFor(provider, account)) await asked
    const kept = this.keptFor(provider, account)
    const { failed } = this.of(provider)
    return {
      ...(kept && { asOf: kept.asOf }),
      choices: kept?.facts.choices ?? {},
      prices: Object.keys(kept?.facts.rates ?? {}).length,
      allPrices: kept?.facts.allRates ?? false,
      ...(failed && failed.account === account.id && { trouble: failed.error }),
    }
  }

  private of(provider: string): Known {
    const known = this.all.get(provider) ?? { looked: undefined, kept: undefined, asking: undefined, failed: undefined }
    this.all.set(provider, known)
    return known
  }

  private keptFor(provider: string, account: Account | undefined): KeptList | undefined {
    const { kept } = this.of(provider)
    return account && kept?.account === account.id && kept.baseUrl === account.baseUrl ? kept : undefined
  }

  /** Everybody's account; none is needed where the provider tells everybody, and nobody is asked before a person wants it. */
  private accountOf(provider: string, { evenPublic }: { readonly evenPublic: boolean }): Account | undefined {
    const { accounts, catalog, listers } = this.parts
    const state = accounts.list(provider).find(({ isDefault }) => isDefault)
    if (state?.usable) return accounts.named(provider, state.name)
    const baseUrl = catalog.providers.get(provider)?.account?.baseUrl
    return evenPublic && own(listers, provider)?.isPublic && baseUrl ? { id: '', values: {}, baseUrl } : undefined
  }

  private async refresh(provider: string, account: Account): Promise<void> {
    const known = this.of(provider)
    const now = this.parts.clock.now()
    const kept = this.keptFor(provider, account)
    const fresh = own(this.parts.listers, provider)?.freshMs ?? FRESH_MS
    if (kept && now - kept.asOf < fresh) return
    if (known.failed?.account === account.id && now - known.failed.at < RETRY_MS) return
    known.asking ??= this.ask(provider, account).finally(() => {
      known.asking = undefined
    })
    await known.asking
  }

  private async ask(provider: string, account: Account): Promise<void> {
    const { listers, fetch: send, clock, documents, log, redactor } = this.parts
    const known = this.of(provider)
    const { id, values, baseUrl } = account
    try {
      const lister = own(listers, provider)
      if (!lister) return
      const { readLive } = await lister.load()
      const question = { values, baseUrl, fetch: limitedFetch(send), signal: AbortSignal.timeout(DEADLINE_MS) }
      const facts = redactor.value(LiveFactsSchema.parse(await readLive(question)))
      const before = known.kept?.facts.rates
      known.kept = { account: id, baseUrl, asOf: clock.now(), facts }
      known.failed = undefined
      known.looked = undefined
      if (!before || canonical(before) !== canonical(facts.rates)) this.parts.onPrices?.()
      await documents.write(provider, known.kept)
    } catch (thrown) {
      const error = redactor.value(troubleOf(thrown, this.titleOf(provider)))
      known.failed = { at: clock.now(), account: id, error }
      log.info(error.message)
    }
  }

  private titleOf(provider: string): string {
    return this.parts.catalog.providers.get(provider)?.title ?? provider
  }
}

const troubleOf = (thrown: unknown, title: string): ErrorBody => {
  if (thrown instanceof ReelgraphError) return thrown.body
  const reason = thrown instanceof z.ZodError || thrown instanceof SyntaxError ? 'not understood' : reasonOf(thrown)
  return fail('provider-down', `What ${title} lists now could not be had: ${reason}.`, {
    hint: 'What is known of it is used until then.',
  }).body
}

const reasonOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown)
  return ((thrown.cause instanceof Error && thrown.cause.message) || thrown.message).slice(0, 300)
}
