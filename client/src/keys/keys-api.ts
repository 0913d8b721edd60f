import {
  chooseKey,
  listKeys,
  listLanes,
  removeKey,
  saveKey,
  testProvider,
  type AccountTest,
  type Keys,
  type ProjectId,
} from '@reelgraph/shared'
import { call } from '../api/call.ts'
import { tellElsewhere } from '../api/elsewhere.ts'

export const askKeys = (): Promise<Keys> => call(listKeys)

/** An account of a provider: the main one has no name. */
export interface AccountName {
  readonly provider: string
  readonly name: string
}

export interface KeyWish extends AccountName {
  /** One of this name is not there yet. */
  readonly isNew?: boolean
  /** `null`: no project has it to itself. */
  readonly project?: ProjectId | null
  /** `null` for the provider's own. */
  readonly baseUrl?: string | null
  /** By the name of the field; what is absent stays, and `null` takes it away. */
  readonly fields: Readonly<Record<string, string | null>>
}

const named = (name: string): { readonly name?: string } => (name === '' ? {} : { name })

export const putKey = async ({ provider, name, isNew, project, baseUrl, fields }: KeyWish): Promise<void> => {
  const body = {
    ...fields,
    ...named(name),
    ...(isNew && { isNew }),
    ...(project !== undefined && { project }),
    ...(baseUrl !== undefined && { baseUrl }),
  }
  await call(saveKey, { params: { provider }, body })
  tellElsewhere()
}

export const forgetKey = async ({ provider, name }: AccountName): Promise<void> => {
  await call(removeKey, { params: { provider }, query: named(name) })
  tellElsewhere()
}

/** How many requests run on the account of this queue now. */
export const askUnderWay = async (lane: string): Promise<number> => {
  const { lanes } = await call(listLanes)
  return lanes.find(({ id }) => id === lane)?.running.length ?? 0
}

export const chooseForAll = async ({ provider, name }: AccountName): Promise<void> => {
  await call(chooseKey, { params: { provider }, body: { name } })
  tellElsewhere()
}

export const testKey = ({ provider, name }: AccountName): Promise<AccountTest> =>
  call(testProvider, { params: { id: provider }, body: { name } })
