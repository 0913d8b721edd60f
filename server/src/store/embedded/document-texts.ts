import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from '../../disk/disk-error.ts'
import type { DocumentText, DocumentTexts } from '../document-texts.ts'

const ENDING = '.json'

/** Everything in a folder that `createDocumentFolder` writes, or in one that holds nothing but documents. */
export const createDocumentTexts = (folder: string): DocumentTexts => ({
  async *all() {
    const seen = new Set<string>()
    yield* textsIn({ folder, place: 'current', seen })
    yield* textsIn({ folder: join(folder, 'bin'), place: 'binned' })
    // What came out of the bin meanwhile was in neither when it was looked at.
    yield* textsIn({ folder, place: 'current', seen })
    yield* textsIn({ folder: join(folder, 'copies'), place: 'kept' })
    yield* textsIn({ folder: join(folder, 'damaged'), place: 'kept' })
  },
})

interface Place {
  readonly folder: string
  readonly place: DocumentText['place']
  /** Names that need no second look. */
  readonly seen?: Set<string>
}

async function* textsIn({ folder, place, seen }: Place): AsyncGenerator<DocumentText> {
  for (const name of await unlessMissing(readdir(folder), [])) {
    if (!name.endsWith(ENDING) || seen?.has(name)) continue
    const text = await unlessMissing(readFile(join(folder, name), 'utf8'), undefined)
    if (text === undefined) continue
    seen?.add(name)
    yield { id: name.slice(0, -ENDING.length), place, text }
  }
}

/** What is moved away between the list and the reading is found where it went. */
const unlessMissing = async <T, U>(reading: Promise<T>, otherwise: U): Promise<T | U> => {
  try {
    return await reading
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return otherwise
    throw error
  }
}
