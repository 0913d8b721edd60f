import { DatabaseSync } from 'node:sqlite'
import { fail } from '@reelgraph/shared'
import { MIGRATIONS } from './schema.ts'
import { mayPass, readable } from './readable-sqlite-error.ts'

/** How long a write may wait for others to be committed with it, in milliseconds. */
const GROUP_MS = 10
const RETRY_MS = 1000

/**
 * SQLite with group commit. `write` is for what may ride the next commit, `transact` for what must be on disk when it
 * returns. Reads see both at once.
 */
export interface Database {
  readonly sqlite: DatabaseSync
  /** Runs at once and is committed within 10 ms. It may be run again after a failed commit, so it must not depend on a first run. */
  write(work: () => void): void
  /**
   * Has `work` run just before the next commit of the group, for what is cheaper to write together. It may add writes; reads
   * do not see them before.
   */
  beforeCommit(work: () => void): void
  /**
   * Runs and commits, together with what `write` and `beforeCommit` are given meanwhile, after everything that was written
   * before. Rolled back as a whole where that fails; then only those writes stay queued and are tried again.
   * @throws `disk-full`, `folder-in-use`.
   */
  transact<T>(work: () => T): T
  /**
   * Resolves when every `write` so far is on disk.
   * @throws `disk-full`, or `folder-in-use` where another program holds the database; what was written stays queued and is
   * tried again.
   */
  settle(): Promise<void>
  close(): void
}

interface Waiter {
  resolve(): void
  reject(error: unknown): void
}

export const openDatabase = (file: string): Database => {
  const sqlite = new DatabaseSync(file)
  sqlite.exec(
    'PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192',
  )
  migrate(sqlite)
  return new EmbeddedDatabase(sqlite)
}

const migrate = (sqlite: DatabaseSync): void => {
  const { user_version: version } = sqlite.prepare('PRAGMA user_version').get() as { user_version: number } // what this PRAGMA answers
  if (version > MIGRATIONS.length) {
    throw fail('newer-document', 'The data folder was written by a newer Reelgraph.', {
      hint: 'Update Reelgraph, or choose another data folder with REELGRAPH_DATA.',
    })
  }
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < version) continue
    sqlite.exec(`BEGIN; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`)
  }
}

/** The writes inside a transaction that runs now. */
class Inside {
  readonly writes: (() => void)[] = []
  private problem: Error | undefined

  write(work: () => void): void {
    this.writes.push(work)
    // The disk may have ended the transaction already: whatever comes then waits for the next one.
    if (this.problem) return
    try {
      work()
    } catch (error) {
      if (!(error instanceof Error) || !mayPass(error)) {
        this.writes.pop()
        throw error
      }
      this.problem = error
    }
  }

  /** @throws what kept one of them from the disk. */
  check(): void {
    if (this.problem) throw this.problem
  }
}

class EmbeddedDatabase implements Database {
  readonly sqlite: DatabaseSync
  /** The writes of the open transaction, kept until they are on disk. */
  private group: (() => void)[] = []
  private waiters: Waiter[] = []
  private gathering: (() => void)[] = []
  private open = false
  private inside: Inside | undefined
  private timer: NodeJS.Timeout | undefined
  private immediate: NodeJS.Immediate | undefined
  private readonly begin
  private readonly commit
  private readonly rollback

  constructor(sqlite: DatabaseSync) {
    this.sqlite = sqlite
    this.begin = sqlite.prepare('BEGIN IMMEDIATE')
    this.commit = sqlite.prepare('COMMIT')
    this.rollback = sqlite.prepare('ROLLBACK')
  }

  write(work: () => void): void {
    if (this.inside) return this.inside.write(work)
    this.group.push(work)
    try {
      this.ensureOpen()
      work()
    } catch (error) {
      // The group is run again as a whole at the next try; a mistake of ours must not be retried for ever.
      this.undo()
      if (!mayPass(error)) {
        this.group.pop()
        throw error
      }
    }
    this.timer ??= setTimeout(() => this.flushQuietly(), GROUP_MS)
  }

  beforeCommit(work: () => void): void {
    this.gathering.push(work)
    this.timer ??= setTimeout(() => this.flushQuietly(), GROUP_MS)
  }

  transact<T>(work: () => T): T {
    this.flush()
    const inside = new Inside()
    try {
      this.begin.run()
      this.inside = inside
      const result = work()
      this.gather()
      inside.check()
      this.commit.run()
      return result
    } catch (error) {
      if (this.sqlite.isTransaction) this.rollback.run()
      if (inside.writes.length > 0) {
        this.group.push(...inside.writes)
        this.tryLater()
      }
      throw readable(error)
    } finally {
      this.inside = undefined
    }
  }

  async settle(): Promise<void> {
    if (this.group.length + this.gathering.length === 0) return
    this.immediate ??= setImmediate(() => this.flushQuietly())
    await new Promise<void>((resolve, reject) => this.waiters.push({ resolve, reject }))
  }

  close(): void {
    if (!this.sqlite.isOpen) return
    this.flushQuietly()
    this.clearTimers()
    this.sqlite.close()
  }

  private ensureOpen(): void {
    if (this.open) return
    this.begin.run()
    this.open = true
    // After a failed commit the group holds writes that are not in this transaction yet; the last one is the caller's own.
    for (const work of this.group.slice(0, -1)) work()
  }

  /** Commits the group. @throws where the disk does not take it; the group is kept. */
  private flush(): void {
    try {
      this.gather()
      this.clearTimers()
      if (this.group.length > 0) this.commitGroup()
    } catch (error) {
      this.undo()
      this.tryLater()
      throw readable(error)
    }
    this.tell((waiter) => waiter.resolve())
  }

  private gather(): void {
    const { gathering } = this
    this.gathering = []
    for (const work of gathering) work()
  }

  private commitGroup(): void {
    if (!this.open) {
      this.begin.run()
      this.open = true
      for (const work of this.group) work()
    }
    this.commit.run()
    this.open = false
    this.group = []
  }

  private tryLater(): void {
    this.clearTimers()
    this.timer = setTimeout(() => this.flushQuietly(), RETRY_MS)
    this.timer.unref()
  }

  private flushQuietly(): void {
    try {
      this.flush()
    } catch (error) {
      this.tell((waiter) => waiter.reject(error))
    }
  }

  private undo(): void {
    if (this.sqlite.isTransaction) this.rollback.run()
    this.open = false
  }

  private tell(say: (waiter: Waiter) => void): void {
    const { waiters } = this
    this.waiters = []
    waiters.forEach(say)
  }

  private clearTimers(): void {
    clearTimeout(this.timer)
    clearImmediate(this.immediate)
    this.timer = undefined
    this.immediate = undefined
  }
}
