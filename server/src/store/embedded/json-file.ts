import { readFile } from 'node:fs/promises'
import type { Adapter } from 'lowdb'
import { hasCode, readableDiskError } from '../../disk/disk-error.ts'
import { replaceFile } from '../../disk/replace-file.ts'

interface JsonFileOptions<T> {
  readonly path: string
  readonly copies: readonly string[]
  /** @throws what is wrong with it. */
  readonly parse: (json: unknown) => T
}

interface Waiting {
  text: string
  readonly done: Promise<void>
}

/** One readable JSON file for lowdb. Writes go one by one; those that wait for the same turn become one, the latest. */
export class JsonFile<T> implements Adapter<T> {
  private readonly options: JsonFileOptions<T>
  private waiting: Waiting | undefined
  private tail: Promise<void> = Promise.resolve()

  constructor(options: JsonFileOptions<T>) {
    this.options = options
  }

  async read(): Promise<T | null> {
    try {
      return this.options.parse(JSON.parse(await readFile(this.options.path, 'utf8')))
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null
      throw error
    }
  }

  write(data: T): Promise<void> {
    const text = textOf(data)
    if (this.waiting) {
      this.waiting.text = text
      return this.waiting.done
    }
    const waiting: Waiting = { text, done: this.tail.then(() => this.flush(waiting)) }
    this.waiting = waiting
    this.tail = waiting.done.catch(() => {})
    return waiting.done
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.tail
  }

  /** Puts data in the place of what cannot be read, and that to `aside`. At every moment one of both is there. */
  mend(data: T, aside: string): Promise<void> {
    const done = this.tail.then(() => this.replace(textOf(data), [aside]))
    this.tail = done.catch(() => {})
    return done
  }

  private async flush(waiting: Waiting): Promise<void> {
    this.waiting = undefined
    await this.replace(waiting.text, this.options.copies)
  }

  private async replace(text: string, copies: readonly string[]): Promise<void> {
    await replaceFile({ path: this.options.path, text, copies }).catch((error: unknown) => {
      throw readableDiskError(error, 'the document')
    })
  }
}

const textOf = (data: unknown): string => `${JSON.stringify(data, null, 2)}\n`
