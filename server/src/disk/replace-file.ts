import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { hasCode } from './disk-error.ts'
import { syncFolder } from './sync-folder.ts'

interface Replacement {
  readonly path: string
  readonly text: string
  /** Where the forms before this one go, the latest first. */
  readonly copies: readonly string[]
}

/** At every moment, also after a power cut, the file holds either the old form or the new one, whole. */
export const replaceFile = async ({ path, text, copies }: Replacement): Promise<void> => {
  const temporary = `${path}.new`
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

const writeDurably = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Each copy moves back by one, the last falls out. The file itself is linked, so it is never missing. */
const keepCopies = async (path: string, copies: readonly string[]): Promise<void> => {
  const [first] = copies
  if (first === undefined) return
  await mkdir(dirname(first), { recursive: true })
  for (let index = copies.length - 1; index > 0; index -= 1) {
    const [from, to] = [copies[index - 1], copies[index]]
    if (from && to) await rename(from, to).catch(unlessMissing)
  }
  await link(path, first).catch(async (error: unknown) => {
    if (hasCode(error, 'ENOENT')) return
    await copyFile(path, first) // a file system without links
  })
}

const unlessMissing = (error: unknown): void => {
  if (!hasCode(error, 'ENOENT')) throw error
}
