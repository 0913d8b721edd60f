import { link, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { hasCode } from './disk-error.ts'
import { syncFolder } from './sync-folder.ts'
import { writeDurably } from './write-durably.ts'

interface Replacement {
  readonly path: string
  readonly text: string
  /** Where the forms before this one go, the latest first. */
  readonly copies: readonly string[]
}

/** What ends so is unfinished: a process that was killed may leave one, and it is of no use to anybody. */
export const UNFINISHED = '.new'

/**
 * At every moment, also after a power cut, the file holds either the old form or the new one, whole; and of the forms before
 * it none is lost but the one that falls out.
 */
export const replaceFile = async ({ path, text, copies }: Replacement): Promise<void> => {
  const temporary = `${path}${UNFINISHED}`
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeDurably(temporary, text)
    await keepCopies(path, copies)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Each copy moves back by one, the last falls out. The file itself is linked, so it is never missing. */
const keepCopies = async (path: string, copies: readonly string[]): Promise<void> => {
  const [first] = copies
  const current = await identityOf(path)
  if (first === undefined || current === undefined) return
  await mkdir(dirname(first), { recursive: true })
  // Whoever was killed after the link and before the new form has kept it already. Kept twice, two copies would be one file.
  if ((await identityOf(first)) === current) return
  for (let index = await firstFree(copies); index > 0; index -= 1) {
    const [from, to] = [copies[index - 1], copies[index]]
    if (from && to) await rename(from, to)
  }
  await link(path, first).catch(() => copyWhole(path, first))
  await syncFolder(dirname(first))
}

const firstFree = async (copies: readonly string[]): Promise<number> => {
  const identities = await Promise.all(copies.map(identityOf))
  const free = identities.indexOf(undefined)
  return free === -1 ? copies.length - 1 : free
}

/** For a file system without links. */
const copyWhole = async (from: string, to: string): Promise<void> => {
  const temporary = `${to}${UNFINISHED}`
  await writeDurably(temporary, await readFile(from))
  await rename(temporary, to)
}

/** The same for two names of one file. Undefined where there is none. */
const identityOf = async (path: string): Promise<string | undefined> => {
  try {
    const { dev, ino } = await stat(path, { bigint: true })
    return `${dev}:${ino}`
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}
