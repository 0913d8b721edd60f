import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { SubjectSchema, type Amount, type Catalog, type Fingerprint, type Project } from '@reelgraph/shared'
import type { RetainedAsset, RetainedResult, RetentionRows } from '../store/retention-rows.ts'
import type { GraphStore, RunJournal, RunRow } from '../store/stores.ts'
import { NameCounts, Names, namesIn } from './names.ts'
import { protectUsed } from './protect-used.ts'
import { readRoots, type DocumentSources } from './read-roots.ts'

export interface MarkParts extends DocumentSources {
  readonly rows: RetentionRows
  readonly journal: Pick<RunJournal, 'read' | 'unfinished'>
  readonly graphs: Pick<GraphStore, 'get'>
  readonly catalog: Pick<Catalog, 'models'>
  reusedBy(project: Project): Promise<Iterable<Fingerprint>>
  now(): number
}

/** An upload that nothing names yet is about to be. */
const UPLOAD_MS = 24 * 60 * 60 * 1000
/** So long may it take from a file that a step has made to the result that names it; a run that goes on may take longer. */
const SETTLING_MS = 10 * 60 * 1000

/** What could go now. Rows are known by their numbers and media by parts of their names, so it is small. */
export interface Mark {
  readonly total: { readonly assets: Amount; readonly results: Amount }
  readonly orphans: Amount
  readonly collectable: Amount
  readonly paid: Amount
  /** By number: 1 where the result may go. */
  readonly mayGo: Uint8Array
  readonly lastUsed: Float64Array
  /** How many results that may go name a file that nothing else does. */
  readonly counts: NameCounts
  /** Media that nothing names, and those that only results name that may go. */
  readonly assets: Names
  readonly loose: Names
  /** Media that came later, or once more, may be about to be named. */
  readonly cameBefore: number
  /** Names exactly these results and files. */
  readonly hash: string
}

/** Looks at everything that refers to something, and tells what nothing refers to. Changes nothing. */
export const mark = async (parts: MarkParts): Promise<Mark> => {
  // Whoever has just read a result has written down by then what becomes of it.
  await nextTurn()
  const { rows } = parts
  const now = parts.now()
  const last = rows.lastResult()
  const named = new Names()
  const unfinished = await parts.journal.unfinished()
  const roots = await readRoots({ ...parts, names: named })
  for await (const batch of rows.ops()) for (const ops of batch) named.addAllIn(ops)
  for (const run of unfinished) await addRun(parts, run, named)
  for (const asset of rows.uploadsSince(now - UPLOAD_MS)) named.add(asset)
  const projects = new Set([...roots.whole, ...unfinished.map(({ project }) => project)])
  const used = await protectUsed({ rows, last, roots: { ...roots, whole: projects } })
  const cameBefore = Math.min(now, ...unfinished.filter(isBusy).map(({ createdAt }) => createdAt))
  const settledBefore = Math.min(now - SETTLING_MS, cameBefore)
  const young = await youngMedia(rows, { settledBefore, cameBefore })
  const results = await markResults({ ...parts, last, named, used, young })
  return {
    ...results,
    ...(await markAssets({ rows, named, settledBefore, results })),
    lastUsed: used.lastUsed,
    cameBefore,
  }
}

/** One that waits for a person makes no files meanwhile. */
const isBusy = ({ status }: RunRow): boolean => status !== 'waiting'

const addRun = async ({ journal, graphs }: MarkParts, { id }: RunRow, named: Names): Promise<void> => {
  for (const { event } of await journal.read(id, 0)) {
    named.addAllIn(JSON.stringify(event))
    if (event.type === 'run-created') named.addAllIn((await graphs.get(event.graph)) ?? '')
  }
}

/**
 * Media that came of late, and when: what came then may be about to be named by a result, unless that result is there. Whatever
 * has come during a run that goes on may be, whoever names it already.
 */
const youngMedia = async (
  rows: RetentionRows,
  { settledBefore, cameBefore }: { readonly settledBefore: number; readonly cameBefore: number },
): Promise<ReadonlyMap<string, number>> => {
  const young = new Map<string, number>()
  for await (const batch of rows.assets())
    for (const { id, at } of batch) if (at >= settledBefore) young.set(id, at < cameBefore ? at : Infinity)
  return young
}

interface ResultQuestion extends MarkParts {
  readonly last: number
  readonly named: Names
  readonly used: { readonly kept: Uint8Array }
  /** A result that is older than a file it names stays with it, so that what goes frees what it is said to. */
  readonly young: ReadonlyMap<string, number>
}

interface MarkedResults {
  readonly mayGo: Uint8Array
  readonly counts: NameCounts
  readonly hash: ReturnType<typeof createHash>
  readonly tally: { total: number; mayGo: number; paid: number }
  /** Files that results name at all, and those that unused paid ones do. */
  readonly made: Names
  readonly paidFor: Names
}

/** Adds the names that kept results say to `named`. */
const markResults = async ({ rows, last, named, used, young, catalog }: ResultQuestion): Promise<MarkedResults> => {
  const mayGo = new Uint8Array(last + 1)
  const counts = new NameCounts()
  const hash = createHash('sha256')
  const tally = { total: 0, mayGo: 0, paid: 0 }
  const made = new Names()
  const paidFor = new Names()
  const letGo = ({ id, outputs }: RetainedResult): void => {
    mayGo[id] = 1
    tally.mayGo += 1
    hash.update(`${id} `)
    for (const name of namesIn(outputs)) counts.change(name, 1)
  }
  const isYoung = ({ outputs, at }: RetainedResult): boolean =>
    namesIn(outputs).some((name) => (young.get(name) ?? 0) > at)
  for await (const batch of rows.results()) {
    for (const result of batch) {
      if (result.id > last) continue // told by whoever hears of it
      tally.total += 1
      made.addAllIn(result.outputs)
      // Numbers are never given out twice as long as the last row stays.
      const kept = used.kept[result.id] === 1 || named.has(result.fingerprint) || result.id === last
      if (kept) addNames(named, result)
      else if (!isFree(result, catalog)) {
        tally.paid += 1
        addNames(paidFor, result)
      } else if (isYoung(result)) addNames(named, result)
      else letGo(result)
    }
  }
  return { mayGo, counts, hash, tally, made, paidFor }
}

/** A result keeps what it was made of too, so that it can be shown where it came from. */
const addNames = (names: Names, { outputs, subject }: RetainedResult): void => {
  names.addAllIn(outputs)
  names.addAllIn(subject)
}

/** Nobody paid for it, nobody edited it, and it can be made again for nothing. */
const isFree = ({ cost, edited, subject }: RetainedResult, { models }: Pick<Catalog, 'models'>): boolean => {
  if (cost > 0 || edited) return false
  const { model } = SubjectSchema.parse(JSON.parse(subject))
  if (model === undefined) return true
  const definition = models.get(model)
  return definition !== undefined && definition.price === undefined
}

interface AssetQuestion {
  readonly rows: RetentionRows
  readonly named: Names
  readonly settledBefore: number
  readonly results: MarkedResults
}

const markAssets = async ({ rows, named, settledBefore, results }: AssetQuestion) => {
  const sums = { all: none(), made: none(), orphans: none(), collectable: none(), paid: none() }
  const assets = new Names()
  const loose = new Names()
  for await (const batch of rows.assets()) {
    for (const asset of batch) {
      add(sums.all, asset)
      if (results.made.has(asset.id)) add(sums.made, asset)
      if (named.has(asset.id)) continue
      if (results.paidFor.has(asset.id)) add(sums.paid, asset)
      else if (asset.at < settledBefore || results.counts.of(asset.id) > 0) {
        const isLoose = results.counts.of(asset.id) === 0
        add(isLoose ? sums.orphans : sums.collectable, asset)
        ;(isLoose ? loose : assets).add(asset.id)
        results.hash.update(`${asset.id} `)
      }
    }
  }
  const { tally, mayGo, counts } = results
  return {
    total: { assets: sums.all, results: { count: tally.total, bytes: sums.made.bytes } },
    orphans: sums.orphans,
    collectable: { count: tally.mayGo, bytes: sums.collectable.bytes },
    paid: { count: tally.paid, bytes: sums.paid.bytes },
    ...{ mayGo, counts, assets, loose },
    hash: results.hash.digest('hex'),
  }
}

const none = (): { count: number; bytes: number } => ({ count: 0, bytes: 0 })

const add = (sum: { count: number; bytes: number }, { bytes }: RetainedAsset): void => {
  sum.count += 1
  sum.bytes += bytes
}
