import { createHash, randomBytes } from 'node:crypto'
import { chmod, open, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail, type ReelgraphError } from '@reelgraph/shared'
import { hasCode } from '../disk/disk-error.ts'
import { syncFolder } from '../disk/sync-folder.ts'

/** What saved keys are encrypted with. */
export interface MasterKey {
  /** Tells which one something was sealed with; says nothing of the key. */
  readonly id: string
  /** 32 bytes. */
  readonly bytes: Buffer
}

export interface MasterKeySource {
  readonly file: string
  /** `REELGRAPH_MASTER_KEY`, where it is set: then the file is neither read nor made. */
  readonly given: string | undefined
}

const BYTES = 32
const VARIABLE = 'REELGRAPH_MASTER_KEY'
/** Readable by whoever started the server, and by nobody else. */
const PRIVATE = 0o600

/** @returns nothing where there is none yet. @throws `invalid-request` where there is one that is none. */
export const readMasterKey = async ({ file, given }: MasterKeySource): Promise<MasterKey | undefined> => {
  if (given !== undefined && given.trim() !== '') return parse(given, () => notAKey(VARIABLE))
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw fail('invalid-request', `The master key ${file} cannot be read.`, {
      hint: 'Let the person who starts Reelgraph read it, then start again.',
      detail: error instanceof Error ? error.message : String(error),
    })
  })
  if (text === undefined) return undefined
  if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, PRIVATE)
  return parse(text, () => notAKey(file))
}

/** Makes one in its own file. Never over another. */
export const makeMasterKey = async (file: string): Promise<MasterKey> => {
  const bytes = randomBytes(BYTES)
  const handle = await open(file, 'wx', PRIVATE)
  try {
    await handle.writeFile(`${bytes.toString('base64')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await syncFolder(dirname(file))
  return masterKey(bytes)
}

const parse = (text: string, refused: () => ReelgraphError): MasterKey => {
  const trimmed = text.trim()
  const bytes = Buffer.from(trimmed, /^[\da-f]{64}$/i.test(trimmed) ? 'hex' : 'base64')
  if (bytes.length !== BYTES) throw refused()
  return masterKey(bytes)
}

const masterKey = (bytes: Buffer): MasterKey => ({
  bytes,
  id: createHash('sha256').update('reelgraph master key\n').update(bytes).digest('hex').slice(0, 16),
})

const notAKey = (place: string): ReelgraphError =>
  fail('invalid-request', `${place} is no master key: it has to be ${BYTES} bytes in base64 or hexadecimal.`, {
    hint:
      place === VARIABLE
        ? 'Make one with: openssl rand -base64 32'
        : 'Put the file back from a copy, or move it away: then a new one is made, and saved keys have to be typed again.',
  })
