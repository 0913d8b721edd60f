import { errorBody, type ErrorBody, type ProjectId } from '@reelgraph/shared'
import type { ServerLog } from '../log.ts'
import type { DocumentStore } from '../store/documents.ts'
import { NO_KEYS, placeOf, type KeysDocument, type SavedAccount } from './keys-document.ts'
import { makeMasterKey, readMasterKey, type MasterKey, type MasterKeySource } from './master-key.ts'
import type { Redactor } from './redactor.ts'
import { seal, unseal } from './sealed.ts'

/** A saved account, opened. Only ever in memory. */
export interface OpenAccount {
  readonly provider: string
  readonly name: string
  readonly project?: ProjectId
  readonly baseUrl?: string
  /** By the name of the field; `null` where it was sealed with a master key that is not here. */
  readonly values: Readonly<Record<string, string | null>>
}

/** An account as it is to be from now on. Sealed values that are not named in it stay, and `null` takes one away. */
export type Deposit = OpenAccount

type Name = Pick<OpenAccount, 'provider' | 'name'>

/** Saved accounts: sealed on the disk, open in memory. */
export interface Vault {
  accounts(): readonly OpenAccount[]
  /** By provider: the name of the account for everybody. */
  defaults(): Readonly<Record<string, string>>
  /** Why something saved cannot be read. */
  trouble(): ErrorBody | undefined
  /** Durable when it resolves. @throws `invalid-request` where the master key is none, `disk-full`. */
  put(deposit: Deposit): Promise<void>
  remove(account: Name): Promise<void>
  choose(account: Name): Promise<void>
}

interface VaultParts {
  readonly documents: DocumentStore<KeysDocument>
  readonly masterKey: MasterKeySource
  readonly redactor: Pick<Redactor, 'learn'>
  readonly log: Pick<ServerLog, 'warn'>
}

const ID = 'keys'

export const openVault = async (parts: VaultParts): Promise<Vault> => {
  const vault = new SealedVault(parts)
  await vault.open()
  return vault
}

class SealedVault implements Vault {
  private readonly parts: VaultParts
  private document: KeysDocument = NO_KEYS
  private key: MasterKey | undefined
  private keyTrouble: ErrorBody | undefined
  private damage: ErrorBody | undefined
  private opened: readonly OpenAccount[] = []
  private turn: Promise<unknown> = Promise.resolve()

  constructor(parts: VaultParts) {
    this.parts = parts
  }

  /** Nothing in here keeps the server from starting: what cannot be read is said, and everything else works. */
  async open(): Promise<void> {
    const { log } = this.parts
    this.document = await this.readDocument()
    try {
      this.know(await readMasterKey(this.parts.masterKey))
    } catch (thrown) {
      this.keyTrouble = errorBody(thrown)
    }
    this.reopen()
    const trouble = this.trouble()
    if (trouble) log.warn(`${trouble.message} ${trouble.hint ?? ''}`.trim())
  }

  accounts(): readonly OpenAccount[] {
    return this.opened
  }

  defaults(): Readonly<Record<string, string>> {
    return this.document.defaults
  }

  trouble(): ErrorBody | undefined {
    if (this.damage ?? this.keyTrouble) return this.damage ?? this.keyTrouble
    const lost = this.opened.filter(({ values }) => Object.values(values).includes(null)).length
    if (lost === 0) return undefined
    const some = lost === 1 ? 'One saved key' : `${lost} saved keys`
    return {
      code: 'key-missing',
      message: `${some} cannot be read: the master key ${this.key ? 'is another than they were encrypted with' : 'is gone'}.`,
      hint: `Put the old one back (${this.parts.masterKey.file}, or REELGRAPH_MASTER_KEY) and start again, or type the keys once more. Nothing else is lost.`,
    }
  }

  put(deposit: Deposit): Promise<void> {
    return this.inTurn(async () => {
      const key = await this.keyForSealing()
      const { provider, name, project, baseUrl, values } = deposit
      const before = this.document.accounts.find((account) => isSame(account, deposit))
      const sealed = Object.entries(values).flatMap(([field, value]) =>
        value === null ? [] : [[field, seal(value, key, placeOf(deposit, field))] as const],
      )
      const kept = Object.entries(before?.fields ?? {}).filter(([field]) => !Object.hasOwn(values, field))
      const account: SavedAccount = {
        provider,
        name,
        ...(project !== undefined && { project }),
        ...(baseUrl !== undefined && { baseUrl }),
        fields: Object.fromEntries([...kept, ...sealed]),
      }
      await this.write({ ...this.document, accounts: [...this.without(deposit), account] })
    })
  }

  remove(account: Name): Promise<void> {
    return this.inTurn(async () => {
      const { [account.provider]: chosen, ...others } = this.document.defaults
      const defaults = chosen === account.name || chosen === undefined ? others : this.document.defaults
      await this.write({ accounts: this.without(account), defaults })
    })
  }

  choose({ provider, name }: Name): Promise<void> {
    return this.inTurn(() =>
      this.write({ ...this.document, defaults: { ...this.document.defaults, [provider]: name } }),
    )
  }

  private without(account: Name): readonly SavedAccount[] {
    return this.document.accounts.filter((other) => !isSame(other, account))
  }

  private inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.turn.then(change)
    this.turn = done.catch(() => undefined)
    return done
  }

  private async keyForSealing(): Promise<MasterKey> {
    const { masterKey } = this.parts
    const key = (await readMasterKey(masterKey)) ?? (await makeMasterKey(masterKey.file))
    this.keyTrouble = undefined
    this.know(key)
    return key
  }

  private know(key: MasterKey | undefined): void {
    this.key = key
    if (!key) return
    this.parts.redactor.learn(key.bytes.toString('base64'))
    this.parts.redactor.learn(key.bytes.toString('hex'))
  }

  private async write(next: KeysDocument): Promise<void> {
    const { documents } = this.parts
    if (this.damage) await documents.mend(ID, next)
    else await documents.write(ID, next)
    this.damage = undefined
    this.document = next
    this.reopen()
  }

  private reopen(): void {
    this.opened = this.document.accounts.map(({ fields, ...account }) => {
      const values = Object.entries(fields).map(([field, sealed]) => {
        const value = unseal(sealed, this.key, placeOf(account, field))
        return [field, value ?? null] as const
      })
      return { ...account, values: Object.fromEntries(values) }
    })
  }

  private async readDocument(): Promise<KeysDocument> {
    const { documents, log } = this.parts
    const reading = await documents.read(ID)
    switch (reading.state) {
      case 'missing':
        return NO_KEYS
      case 'good':
        return reading.data
      case 'restored':
        log.warn(
          `The saved keys were damaged. They were restored from their last good copy; look whether all are there. The damaged file is kept: ${reading.aside}`,
        )
        return reading.data
      case 'damaged':
        this.damage = {
          code: 'corrupt-document',
          message: 'The saved keys are damaged, and so is every copy of them.',
          hint: 'Type the keys once more; the damaged file is kept. Nothing else is lost.',
        }
        return NO_KEYS
    }
  }
}

const isSame = (one: Name, other: Name): boolean => one.provider === other.provider && one.name === other.name
