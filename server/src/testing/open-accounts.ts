import { join } from 'node:path'
import type { Catalog } from '@reelgraph/shared'
import { silentLog, type ServerLog } from '../log.ts'
import { createAccounts } from '../secrets/accounts.ts'
import type { Environment } from '../secrets/from-environment.ts'
import { parseKeys } from '../secrets/keys-document.ts'
import { createRedactor } from '../secrets/redactor.ts'
import { openVault } from '../secrets/vault.ts'
import { createDocumentFolder } from '../store/embedded/document-folder.ts'

interface Options {
  /** The data folder. */
  readonly folder: string
  readonly catalog: Pick<Catalog, 'providers'>
  readonly environment?: Environment
  readonly log?: Pick<ServerLog, 'warn'>
  readonly onChange?: () => void
}

/** Accounts as the server has them, on a data folder of their own. */
export const openAccounts = async ({ folder, catalog, environment = {}, log = silentLog, onChange }: Options) => {
  const redactor = createRedactor()
  const vault = await openVault({
    documents: createDocumentFolder({ folder: join(folder, 'keys'), parse: parseKeys }),
    masterKey: { file: join(folder, 'master.key'), given: environment['REELGRAPH_MASTER_KEY'] },
    redactor,
    log,
  })
  const accounts = createAccounts({ catalog, environment, vault, redactor, ...(onChange && { onChange }) })
  return { accounts, redactor }
}
