import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ReelgraphError } from '@reelgraph/shared'
import { Low } from 'lowdb'
import type { DocumentStore, Reading } from '../documents.ts'
import { hasCode } from '../../disk/disk-error.ts'
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

  constructor(options: FolderOptions<T>) {
    this.options = options
  }

  ids(): Promise<readonly string[]> {
    return names(this.options.folder)
  }

  binned(): Promise<readonly string[]> {
    return names(this.inside('bin'))
  }

  async read(id: string): Promise<Reading<T>> {
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
    await mkdir(this.options.folder, { recursive: true })
    const { low } = this.document(id)
    low.data = data
    await low.write()
  }

  async setAside(id: string): Promise<string> {
    return this.move(this.path(id), 'damaged', `${id}-${this.stamp()}.json`)
  }

  async keep(name: string, json: unknown): Promise<string> {
    await mkdir(this.inside('damaged'), { recursive: true })
    const path = join(this.inside('damaged'), `${name}-${this.stamp()}.json`)
    await writeFile(path, `${JSON.stringify(json, null, 2)}\n`)
    return path
  }

  async bin(id: string): Promise<boolean> {
    await this.documents.get(id)?.file.idle()
    this.documents.delete(id)
    return unlessMissing(() => this.move(this.path(id), 'bin', `${id}.json`))
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
      const data = await this.readCopy(this.copy(id, number))
      if (data === undefined) continue
      const aside = await this.setAside(id)
      await this.write(id, data)
      return { state: 'restored', data, aside }
    }
    return { state: 'damaged', reason: problem instanceof Error ? problem.message : String(problem) }
  }

  private async readCopy(path: string): Promise<T | undefined> {
    try {
      return this.options.parse(JSON.parse(await readFile(path, 'utf8')))
    } catch {
      return undefined
    }
  }

  private async move(from: string, folder: 'bin' | 'damaged', name: string): Promise<string> {
    await mkdir(this.inside(folder), { recursive: true })
    const to = join(this.inside(folder), name)
    await rename(from, to)
    await syncFolder(this.inside(folder))
    return to
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

  private stamp(): string {
    return (this.options.now?.() ?? new Date()).toISOString().replace(/[:.]/g, '-')
  }
}

const isNewer = (error: unknown): boolean => error instanceof ReelgraphError && error.code === 'newer-document'

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error

const names = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder)
    return entries.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
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
