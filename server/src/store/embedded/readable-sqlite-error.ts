import { fail } from '@reelgraph/shared'
import { SQLITE_BUSY, SQLITE_FULL, SQLITE_IOERR, sqliteCode } from './sqlite-error.ts'

/** In the words of a person, where it may be over soon and is worth another try; anything else as it is. */
export const readable = (error: unknown): unknown => {
  switch (sqliteCode(error)) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return fail('disk-full', 'The disk of the data folder is full.', {
        hint: 'Free some space; nothing that was saved is lost.',
      })
    case SQLITE_BUSY:
      return fail('folder-in-use', 'Another program is writing to the database of the data folder.', {
        hint: 'Close it there, then try again; nothing that was saved is lost.',
      })
    default:
      return error
  }
}

export const mayPass = (error: unknown): boolean => readable(error) !== error
