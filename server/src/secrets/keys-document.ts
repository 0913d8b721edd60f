import { ProjectIdSchema } from '@reelgraph/shared'
import { z } from 'zod'
import { SealedSchema } from './sealed.ts'

const SavedAccountSchema = z.object({
  provider: z.string(),
  /** Empty for the main one. */
  name: z.string(),
  project: ProjectIdSchema.exactOptional(),
  baseUrl: z.string().exactOptional(),
  /** By the name of the field. */
  fields: z.record(z.string(), SealedSchema),
})
export type SavedAccount = Readonly<z.infer<typeof SavedAccountSchema>>

/** All that is saved of accounts. No value is readable in it. */
const KeysDocumentSchema = z.object({
  accounts: z.array(SavedAccountSchema).readonly(),
  /** By provider: the name of the account for every project that has none of its own. */
  defaults: z.record(z.string(), z.string()).readonly(),
})
export type KeysDocument = Readonly<z.infer<typeof KeysDocumentSchema>>

export const NO_KEYS: KeysDocument = { accounts: [], defaults: {} }

export const parseKeys = (json: unknown): KeysDocument => KeysDocumentSchema.parse(json)

/** The id of an account and of its lane. */
export const accountId = ({ provider, name }: Pick<SavedAccount, 'provider' | 'name'>): string =>
  name === '' ? provider : `${provider}:${name}`

/** What a sealed value belongs to. */
export const placeOf = ({ provider, name }: Pick<SavedAccount, 'provider' | 'name'>, field: string): string =>
  JSON.stringify([provider, name, field])
