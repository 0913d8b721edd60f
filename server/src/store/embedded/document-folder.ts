import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ReelgraphError } from '@reelgraph/shared'
import { Low } from 'lowdb'
import type { DocumentStore, Reading } from '../documents.ts'
import { hasCode } from '../../disk/disk-error.ts'
import { replaceFile, UNFINISHED } from '../../disk/replace-file.ts'
import { JsonFile } from './json-file.ts'
import { syncFolder } from '../../disk/sync-folder.ts'

interface FolderOptions<T> {
  readonly folder: string
  readonly parse: (json: unknown) => T
  readonly now?: () => Date
}

const COPIES = [1, 2, 3]

/** One file a document: `<id>.json`, its last good forms in `copies/`, damaged ones in `damaged/`, deleted ones in `bin/`. */
export const createDocumentFolder = <T>(options: FolderOptions<T>): DocumentStore<T> => new DocumentFolder(options)

interface Document<T> {
  readonly file: JsonFile<T>
  readonly low: Low<T | null>
}

class DocumentFolder<T> implements DocumentStore<T> {
  private readonly options: FolderOptions<T>
  private readonly documents = new Map<string, Document<T>>()
  private swept: Promise<void> | undefined

  constructor(options: FolderOptions<T>) {
    this.options = options
  }

  async ids(): Promise<readonly string[]> {
    await this.sweep()
    return names(this.options.folder)
  }

  binned(): Promise<readonly string[]> {
    return names(this.inside('bin'))
  }

  async read(id: string): Promise<Reading<T>> {
    await this.sweep()
    const { file } = this.document(id)
    try {
      const data = await file.read()
      return data === null ? { state: 'missing' } : { state: 'good', data }
    } catch (error) {
      if (isNewer(error) || isSystemError(error)) throw error
      return this.restoreCopy(id, error)
    }
  }

  async write(id: string, data: T): Promise<void> {
    await this.sweep()
    const { low } = this.document(id)
    low.data = data
    await low.write()
  }

  async mend(id: string, data: T): Promise<string> {
    const { file, low } = this.document(id)
    const aside = this.aside(id)
    low.data = data
    await file.mend(data, aside)
    return aside
  }

  async forms(id: string): Promise<readonly T[]> {
    const paths = [this.path(id), ...COPIES.map((number) => this.copy(id, number))]
    const forms = await Promise.all(paths.map((path) => this.readForm(path)))
    return forms.filter((form) => form !== undefined)
  }

  async keep(name: string, json: unknown): Promise<string> {
    const path = this.aside(name)
    await replaceFile({ path, text: `${JSON.stringify(json, null, 2)}\n`, copies: [] })
    return path
  }

  async bin(id: string): Promise<boolean> {
    await this.documents.get(id)?.file.idle()
    this.documents.delete(id)
    await mkdir(this.inside('bin'), { recursive: true })
    return unlessMissing(async () => {
      await rename(this.path(id), join(this.inside('bin'), `${id}.json`))
      await syncFolder(this.inside('bin'))
    })
  }

  async restore(id: string): Promise<boolean> {
    return unlessMissing(async () => {
      await rename(join(this.inside('bin'), `${id}.json`), this.path(id))
      await syncFolder(this.options.folder)
    })
  }

  private document(id: string): Document<T> {
    const known = this.documents.get(id)
    if (known) return known
    const file = new JsonFile<T>({
      path: this.path(id),
      copies: COPIES.map((number) => this.copy(id, number)),
      parse: this.options.parse,
    })
    const adapter = {
      read: () => file.read(),
      write: async (data: T | null) => (data === null ? undefined : file.write(data)),
    }
    const document = { file, low: new Low<T | null>(adapter, null) }
    this.documents.set(id, document)
    return document
  }

  private async restoreCopy(id: string, problem: unknown): Promise<Reading<T>> {
    for (const number of COPIES) {
      const data = await this.readForm(this.copy(id, number))
      if (data !== undefined) return { state: 'restored', data, aside: await this.mend(id, data) }
    }
    return { state: 'damaged', reason: problem instanceof Error ? problem.message : String(problem) }
  }

  private async readForm(path: string): Promise<T | undefined> {
    try {
      return this.options.parse(JSON.parse(await readFile(path, 'utf8')))
    } catch {
      return undefined
    }
  }

  private path(id: string): string {
    return this.inside(`${id}.json`)
  }

  private copy(id: string, number: number): string {
    return join(this.inside('copies'), `${id}.${number}.json`)
  }

  private inside(name: string): string {
    return join(this.options.folder, name)
  }

  private aside(name: string): string {
    const stamp = (this.options.now?.() ?? new Date()).toISOString().replace(/[:.]/g, '-')
    return join(this.inside('damaged'), `${name}-${stamp}.json`)
  }

  /** Once, before anything else: whatever is unfinished then belongs to a process that has died. */
  private sweep(): Promise<void> {
    const folders = [this.options.folder, this.inside('copies'), this.inside('damaged')]
    this.swept ??= sweepUnfinished(folders).catch((error: unknown) => {
      this.swept = undefined
      throw error
    })
    return this.swept
  }
}

const isNewer = (error: unknown): boolean => error instanceof ReelgraphError && error.code === 'newer-document'

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error

const names = async (folder: string): Promise<readonly string[]> =>
  (await entriesOf(folder)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))

const sweepUnfinished = async (folders: readonly string[]): Promise<void> => {
  for (const folder of folders) {
    const unfinished = (await entriesOf(folder)).filter((name) => name.endsWith(`.json${UNFINISHED}`))
    await Promise.all(unfinished.map((name) => rm(join(folder, name), { force: true })))
  }
}

const entriesOf = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
}

const unlessMissing = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}
