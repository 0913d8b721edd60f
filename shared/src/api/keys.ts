import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { ProjectIdSchema } from '../ids.ts'
import { AccountFactsSchema } from '../node/account.ts'
import { contract } from './contract.ts'

/** `environment` wins over what is saved, and can only be changed where the server is started. */
const FieldStateSchema = z.discriminatedUnion('source', [
  z.object({ name: z.string(), source: z.literal('none') }),
  z.object({ name: z.string(), source: z.literal('environment'), variable: z.string(), hint: z.string() }),
  z.object({
    name: z.string(),
    source: z.literal('saved'),
    /** Its last four characters, or none of it where it is short. */
    hint: z.string(),
  }),
  /** It was saved with a master key that is not there. */
  z.object({ name: z.string(), source: z.literal('unreadable') }),
])
export type AccountFieldState = z.infer<typeof FieldStateSchema>

export const AccountStateSchema = z.object({
  /** Of its queue: `fal`, or `fal:work`. */
  id: z.string(),
  /** Empty for the main one of a provider. */
  name: z.string(),
  /** The only project that uses it. */
  project: ProjectIdSchema.exactOptional(),
  /** Whether everything it needs is there. */
  usable: z.boolean(),
  /** Used by every project that has none of its own. */
  isDefault: z.boolean(),
  fields: z.array(FieldStateSchema),
  baseUrl: z.object({
    /** Absent where nobody has said it. */
    value: z.string().exactOptional(),
    source: z.enum(['provider', 'saved', 'environment']),
    variable: z.string().exactOptional(),
  }),
})
export type AccountState = Readonly<z.infer<typeof AccountStateSchema>>

export const ProviderAccountsSchema = z.object({
  provider: z.string(),
  title: z.string(),
  summary: z.string(),
  makes: z.array(z.string()),
  /** Where a person makes a key. */
  keysUrl: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      secret: z.boolean(),
      optional: z.boolean(),
      placeholder: z.string().exactOptional(),
      env: z.array(z.string()),
    }),
  ),
  /** Environment variables that set its address, the one that wins first. */
  baseUrlEnv: z.array(z.string()),
  /** Whether it can be tested for nothing. */
  testable: z.boolean(),
  /** The main one first, whether or not anything of it is set. */
  accounts: z.array(AccountStateSchema),
})
export type ProviderAccounts = Readonly<z.infer<typeof ProviderAccountsSchema>>

export const KeysSchema = z.object({
  /** Everyone whose models need an account. */
  providers: z.array(ProviderAccountsSchema),
  /** What is wrong with the master key, so that saved keys cannot be read. */
  trouble: ErrorBodySchema.exactOptional(),
})
export type Keys = Readonly<z.infer<typeof KeysSchema>>

/** Which account of a provider: the main one has no name. */
const AccountNameSchema = z
  .string()
  .trim()
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$|^$/u, 'A name is made of letters, digits, spaces, dots and dashes.')

const params = z.object({ provider: z.string().min(1).max(100) })

export const listKeys = contract({
  method: 'GET',
  path: '/api/keys',
  summary: 'Which providers have keys, and where each comes from. Never a key.',
  response: KeysSchema,
})

/** Declared fields come beside these, by their names. */
const SaveKeySchema = z.looseObject({
  /** Another account beside the main one. */
  name: AccountNameSchema.exactOptional(),
  /** It is another account than all that are there: one of this name, in capitals or not, is a conflict. */
  isNew: z.boolean().exactOptional(),
  /** Only this project uses it, and it uses no other. Needs a name. `null`: no project has it to itself. */
  project: ProjectIdSchema.nullable().exactOptional(),
  /** `null`, or nothing in it, takes away what is saved where the provider can do without. */
  key: z.string().max(8_192).nullable().exactOptional(),
  /** Where the provider is reached; `null` for its own address. */
  baseUrl: z.string().max(2_048).nullable().exactOptional(),
})

export const saveKey = contract({
  method: 'PUT',
  path: '/api/keys/:provider',
  summary:
    'Saves an account, encrypted: `key` and what else the provider declares. What is absent stays as it was; `null` takes it away.',
  params,
  body: SaveKeySchema,
  response: ProviderAccountsSchema,
})

export const removeKey = contract({
  method: 'DELETE',
  path: '/api/keys/:provider',
  summary: 'Forgets a saved account.',
  params,
  query: z.object({ name: AccountNameSchema.exactOptional() }),
  response: ProviderAccountsSchema,
})

export const chooseKey = contract({
  method: 'POST',
  path: '/api/keys/:provider/default',
  summary: 'Says which account every project uses that has none of its own.',
  params,
  body: z.object({ name: AccountNameSchema }),
  response: ProviderAccountsSchema,
})

export const AccountTestSchema = AccountFactsSchema.extend({
  account: z.string(),
  baseUrl: z.string(),
  /** How long the service took to answer, in milliseconds. */
  took: z.number(),
  /** The limits of its queue, where they were set by what the service said. */
  laneSet: z.boolean(),
})
export type AccountTest = Readonly<z.infer<typeof AccountTestSchema>>

export const testProvider = contract({
  method: 'POST',
  path: '/api/providers/:id/test',
  summary: 'Asks the provider, for nothing, whether the account works, and what it has left.',
  params: z.object({ id: z.string().min(1).max(100) }),
  body: z.object({
    /** Without one: the account that the project, or else every project, uses. */
    name: AccountNameSchema.exactOptional(),
    project: ProjectIdSchema.exactOptional(),
  }),
  response: AccountTestSchema,
})
