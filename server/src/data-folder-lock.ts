import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail } from '@reelgraph/shared'
import { SQLITE_BUSY, sqliteCode } from './store/embedded/sqlite-error.ts'

export interface FolderLock {
  /** Leaves a note for whoever tries the same folder. */
  announce(url: string): void
  release(): void
}

/**
 * Takes a data folder for this process alone. The lock is the system's own, so a process that is killed leaves none behind.
 * @throws `folder-in-use` naming the folder and, where it is known, the address of the one that has it; `invalid-request`
 * where nothing can be written there.
 */
export const lockDataFolder = (folder: string): FolderLock => {
  make(folder)
  const note = join(folder, 'server.txt')
  const lock = openLock(folder)
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (sqliteCode(error) !== SQLITE_BUSY) throw unusable(folder, error)
    const url = readNote(note)
    throw fail('folder-in-use', `Another Reelgraph is working on the data folder ${folder}${url ? `: ${url}` : ''}.`, {
      hint: 'Use that one or stop it, or choose another folder: REELGRAPH_DATA=./other npm start',
    })
  }
  return {
    announce: (url) => writeFileSync(note, `${url}\n`),
    release() {
      if (!lock.isOpen) return
      rmSync(note, { force: true })
      lock.close()
    },
  }
}

const openLock = (folder: string): DatabaseSync => {
  try {
    return new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
  } catch (error) {
    throw unusable(folder, error)
  }
}

const make = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw unusable(folder, error)
  }
}

const unusable = (folder: string, error: unknown) => {
  const file = fileOnTheWay(folder)
  if (file !== undefined)
    return fail(
      'invalid-request',
      file === folder
        ? `The data folder ${folder} cannot be used: it is a file.`
        : `The data folder ${folder} cannot be made: ${file} is a file.`,
      { hint: 'Choose a folder, or a place where one can be made: REELGRAPH_DATA=./data npm start', ...FIELD },
    )
  return fail(
    'invalid-request',
    `The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
    { hint: 'Choose one you may write to, on a disk with room: REELGRAPH_DATA=./data npm start', ...FIELD },
  )
}

const FIELD = { field: 'REELGRAPH_DATA' }

/** What stands where a folder would have to be. */
const fileOnTheWay = (path: string): string | undefined => {
  const stats = statOf(path)
  if (stats) return stats.isDirectory() ? undefined : path
  const above = dirname(path)
  return above === path ? undefined : fileOnTheWay(above)
}

const statOf = (path: string) => {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

const readNote = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
