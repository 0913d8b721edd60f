import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail } from '@reelgraph/shared'

export interface FolderLock {
  /** Leaves a note for whoever tries the same folder. */
  announce(url: string): void
  release(): void
}

/**
 * Takes a data folder for this process alone. The lock is the system's own, so a process that is killed leaves none behind.
 * @throws `folder-in-use` naming the folder and, where it is known, the address of the one that has it.
 */
export const lockDataFolder = (folder: string): FolderLock => {
  make(folder)
  const note = join(folder, 'server.txt')
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
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

const SQLITE_BUSY = 5

const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY

const make = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw fail('invalid-request', `The data folder ${folder} cannot be made (${reason}).`, {
      hint: 'Choose one you may write to: REELGRAPH_DATA=./data npm start',
      field: 'REELGRAPH_DATA',
    })
  }
}

const readNote = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
