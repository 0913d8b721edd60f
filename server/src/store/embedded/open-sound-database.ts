import { fail } from '@reelgraph/shared'
import { openDatabase, type Database } from './database.ts'
import { SQLITE_CORRUPT, SQLITE_NOTADB, sqliteCode } from './sqlite-error.ts'

/** @throws `corrupt-document` where the file is damaged. It is never made anew by itself: it holds what was paid for. */
export const openSoundDatabase = (file: string): Database => {
  try {
    return openDatabase(file)
  } catch (error) {
    const code = sqliteCode(error)
    if (code !== SQLITE_CORRUPT && code !== SQLITE_NOTADB) throw error
    throw fail('corrupt-document', `The database ${file} is damaged.`, {
      hint: 'It holds the results and the log of changes. Put back a copy of it from a backup; or move it away to go on with the projects alone, which are files of their own.',
    })
  }
}
