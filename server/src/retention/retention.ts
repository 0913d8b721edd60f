import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  fail,
  type Amount,
  type Fingerprint,
  type NodeId,
  type ProjectId,
  type Storage,
  type StorageWish,
} from '@reelgraph/shared'
import type { AssetKeeper } from '../assets/asset-store.ts'
import type { DerivedMedia } from '../assets/derived-media.ts'
import { Collection, type Shown } from './collection.ts'
import type { ResultUser } from '../store/retention-rows.ts'
import { checkDrop } from './check-drop.ts'

import type { Ear } from './ear.ts'
import { shownIn, type Shower } from './shown-in.ts'
import { mark, type Mark, type MarkParts } from './mark.ts'

export interface RetentionParts extends MarkParts {
  readonly assets: AssetKeeper
  readonly derived: Pick<DerivedMedia, 'forget'>
  /** Through which results, op log and journal are written. */
  readonly ear: Ear
  /** In bytes of media; without one there is no limit. */
  limit(): Promise<number | undefined>
  /** Results have gone: whoever remembers some looks them up again. `gone`: the one that a person has forgotten. */
  onForgotten(gone?: Gone): void
}

/** A result that was forgotten, and every step that had it. */
export interface Gone {
  readonly fingerprint: Fingerprint
  readonly users: readonly ResultUser[]
}

export interface Deleted {
  readonly assets: Amount
  readonly results: Amount
}

export interface Drop {
  readonly project: ProjectId
  readonly node: NodeId
  readonly fingerprint: Fingerprint
}

/** What is kept of what was made, and how it goes when nothing refers to it any more. */
export interface Retention {
  /** Changes nothing. */
  survey(): Promise<Storage>
  /** Deletes what a survey said could go and what nobody has used since. @throws `conflict` for a survey it does not know. */
  collect(order: { readonly survey: string; readonly what: StorageWish }): Promise<{
    readonly deleted: Deleted
    readonly storage: Storage
  }>
  /** Brings what is kept below the limit, as far as what may go allows. */
  keepToLimit(): Promise<Deleted | undefined>
  /** The other projects that show a result, those in the bin too: they would make it again. */
  shownIn(order: Pick<Drop, 'project' | 'fingerprint'>): Promise<readonly Shower[]>
  /** Forgets a result, also the one a node shows. @throws `not-found`; `conflict` where it is pinned or a run uses it; `locked`. */
  drop(order: Drop): Promise<void>
}

/** So many surveys are remembered. */
const REMEMBERED = 4

export const createRetention = (parts: RetentionParts): Retention => {
  const shown = new Map<string, Shown>()
  let tail: Promise<unknown> = Promise.resolve()
  /** One after the other: what one deletes the next has to know. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(work)
    tail = turn.catch(() => undefined)
    return turn
  }

  const storageOf = async (found: Mark): Promise<Storage> => {
    const limit = await parts.limit()
    return {
      total: { ...found.total, databaseBytes: parts.rows.databaseBytes() },
      ...(limit !== undefined && { limitBytes: limit }),
      collectable: { assets: found.orphans, results: found.collectable },
      paid: found.paid,
      survey: found.hash,
    }
  }

  const look = async (): Promise<Storage> => {
    const found = await mark(parts)
    const { mayGo, loose } = found
    shown.delete(found.hash)
    shown.set(found.hash, { mayGo, loose })
    const [oldest] = shown.keys()
    if (oldest !== undefined && shown.size > REMEMBERED) shown.delete(oldest)
    return storageOf(found)
  }

  /** @param allowed undefined allows whatever may go. */
  const clear = async (what: StorageWish, allowed: (found: Mark) => Shown | undefined): Promise<Deleted> => {
    const heard = parts.ear.listen()
    try {
      const found = await mark(parts)
      const limit = await parts.limit()
      const collection = new Collection(parts, { found, heard, shown: allowed(found) })
      return await collection.run(what, limit)
    } finally {
      parts.ear.stop()
    }
  }

  return {
    survey: () => inTurn(look),
    collect: ({ survey, what }) =>
      inTurn(async () => {
        const deleted = await clear(what, (found) => {
          const known = shown.get(survey)
          if (!known && found.hash !== survey) throw outdated()
          return known
        })
        return { deleted, storage: await look() }
      }),
    async keepToLimit() {
      const limit = await parts.limit()
      if (limit === undefined || parts.rows.assetBytes() <= limit) return undefined
      return inTurn(() => clear('to-limit', () => undefined))
    },
    shownIn: (order) => shownIn(parts, order),
    drop: (order) =>
      inTurn(async () => {
        const heard = parts.ear.listen()
        try {
          const { results, users } = await checkDrop(parts, order)
          await nextTurn()
          if (heard.names.has(order.fingerprint)) throw inUse()
          parts.rows.removeResults(results, parts.now())
          parts.onForgotten({ fingerprint: order.fingerprint, users })
          // A number may be given out again now.
          shown.clear()
        } finally {
          parts.ear.stop()
        }
      }),
  }
}

const outdated = () =>
  fail('conflict', 'What could be deleted has changed since you looked.', { hint: 'Look again; nothing was deleted.' })

const inUse = () =>
  fail('conflict', 'This result was taken into use just now.', { hint: 'Look again; nothing was deleted.' })
