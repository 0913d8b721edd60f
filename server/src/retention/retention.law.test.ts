import { existsSync } from 'node:fs'
import fc from 'fast-check'
import {
  assetsIn,
  type AssetId,
  type AssetValue,
  type Fingerprint,
  type Node,
  type StoredResult,
} from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { HOUR, nodeOf, openEstate, projectId, projectOf } from './testing/estate.ts'

/** A small world, so that things meet. */
const PROJECTS = ['film', 'trailer', 'binned', 'deleted'] as const
const NODES = ['n1', 'n2', 'n3', 'n4'] as const
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f'] as const

const result = fc.record({
  project: fc.constantFrom(...PROJECTS),
  node: fc.constantFrom(...NODES),
  item: fc.constantFrom(null, 'shot'),
  take: fc.nat({ max: 2 }),
  letters: fc.subarray([...LETTERS], { maxLength: 2 }),
  input: fc.option(fc.constantFrom(...LETTERS)),
  cost: fc.constantFrom(0, 0, 0, 7),
  edited: fc.constantFrom(false, false, false, true),
})

const node = fc.record({
  id: fc.constantFrom(...NODES),
  locked: fc.constantFrom(false, false, true),
  imports: fc.option(fc.constantFrom(...LETTERS)),
  /** The results it has chosen, by their place in the list. */
  pin: fc.option(fc.nat({ max: 19 })),
})

const world = fc.record({
  results: fc.array(result, { minLength: 1, maxLength: 20 }),
  uses: fc.array(
    fc.record({ result: fc.nat({ max: 19 }), project: fc.constantFrom(...PROJECTS), node: fc.constantFrom(...NODES) }),
    { maxLength: 6 },
  ),
  graphs: fc.record({
    film: fc.uniqueArray(node, { selector: ({ id }) => id }),
    trailer: fc.uniqueArray(node, { selector: ({ id }) => id }),
    binned: fc.uniqueArray(node, { selector: ({ id }) => id }),
  }),
  logged: fc.option(fc.constantFrom(...LETTERS)),
  uploaded: fc.option(fc.constantFrom(...LETTERS)),
  reused: fc.option(fc.nat({ max: 19 })),
  swept: fc.boolean(),
  what: fc.constantFrom('both' as const, 'results' as const, 'assets' as const, 'to-limit' as const),
  limit: fc.nat({ max: 900 }),
})

type World = typeof world extends fc.Arbitrary<infer W> ? W : never
type Estate = Awaited<ReturnType<typeof openEstate>>

const settle = async (estate: Estate, told: World) => {
  const values = new Map<string, AssetValue>()
  for (const [index, letter] of LETTERS.entries()) values.set(letter, await estate.media(letter, 100 + index))
  const idOf = (letter: string): AssetId => valueOf(letter).asset
  const valueOf = (letter: string): AssetValue => {
    const value = values.get(letter)
    if (!value) throw new Error(`no media ${letter}`)
    return value
  }
  const made = told.results.map(({ letters, input, edited, ...wish }, index) =>
    estate.put({
      ...wish,
      at: index,
      assets: letters.map(valueOf),
      inputs: input === null ? [] : [idOf(input)],
      ...(edited && { edited }),
    }),
  )
  const uses = told.uses.flatMap((use, index) => {
    const fingerprint = made[use.result]
    const item = told.results[use.result]?.item ?? null
    return fingerprint ? [{ ...use, project: projectId(use.project), item, fingerprint, at: 100 + index }] : []
  })
  if (told.swept) await estate.results.recent(projectId('film'))
  for (const use of uses) estate.results.use(use)
  const graphs = Object.entries(told.graphs).map(([id, nodes]) => ({
    id,
    nodes: nodes.map((one) => nodeFrom(one, made, idOf)),
  }))
  for (const { id, nodes } of graphs) estate.keep(projectOf(id, nodes), id === 'binned' ? 'projects/bin' : 'projects')
  if (told.logged !== null) {
    await estate.log('deleted', 1, [{ op: 'node-add', node: nodeOf('x', { params: { asset: idOf(told.logged) } }) }])
  }
  const reused = told.reused === null ? undefined : made[told.reused]
  if (reused) estate.reused.add(reused)
  estate.time.now += 48 * HOUR
  if (told.uploaded !== null) estate.facts.putUpload('late', { asset: idOf(told.uploaded), name: 'x' })
  estate.limit.bytes = told.limit + 1
  return { made, uses, graphs, values, idOf, reused }
}

const nodeFrom = (
  one: World['graphs']['film'][number],
  made: readonly Fingerprint[],
  idOf: (letter: string) => AssetId,
): Node => {
  const pin = one.pin === null ? undefined : made[one.pin]
  return nodeOf(one.id, {
    params: one.imports === null ? {} : { asset: idOf(one.imports) },
    pins: pin ? { '': pin } : {},
    ...(one.locked && { locked: true }),
  })
}

/** The rules once more, said as plainly as can be and as slowly as it takes. */
const mustStay = (told: World, { made, uses, graphs, idOf, reused }: Awaited<ReturnType<typeof settle>>) => {
  const all = told.results.map((wish, index) => ({ ...wish, index, fingerprint: made[index] }))
  const byUse = [
    ...all.map(({ project, node: by, item, take, index, fingerprint }) => ({
      project,
      node: by,
      item,
      take,
      at: index,
      fingerprint,
    })),
    ...uses.map((use) => ({ ...use, take: all.find(({ fingerprint }) => fingerprint === use.fingerprint)?.take ?? 0 })),
  ]
  const nodes = graphs.flatMap((graph) => graph.nodes.map((one) => ({ ...one, of: graph.id })))
  const stays = new Set<Fingerprint | undefined>([reused, made.at(-1)])
  for (const one of nodes) {
    for (const pin of Object.values(one.pins)) stays.add(pin)
    const own = byUse.filter((use) => use.node === one.id)
    for (const use of own) {
      const later = own.some((other) => {
        const same = other.project === use.project && other.item === use.item && other.take === use.take
        return same && other.at > use.at
      })
      if ((one.locked && one.of === use.project) || !later) stays.add(use.fingerprint)
    }
  }
  for (const { cost, edited, fingerprint } of all) if (cost > 0 || edited) stays.add(fingerprint)
  const files = new Set<AssetId>()
  for (const { fingerprint, letters, input } of all) {
    if (!stays.has(fingerprint)) continue
    for (const letter of input === null ? letters : [...letters, input]) files.add(idOf(letter))
  }
  for (const { imports } of Object.values(told.graphs).flat()) if (imports !== null) files.add(idOf(imports))
  for (const letter of [told.logged, told.uploaded]) if (letter !== null) files.add(idOf(letter))
  return { stays, files }
}

test('nothing that anything refers to is ever collected, everything else can be, and what is said of it is true', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (told) => {
      const estate = await openEstate()
      const built = await settle(estate, told)
      const { stays, files } = mustStay(told, built)
      const before = await estate.retention.survey()
      const held = await diskBytes(estate, built.values)
      const { deleted, storage } = await estate.retention.collect({ survey: before.survey, what: told.what })

      const there = await estate.results.get(built.made)
      for (const fingerprint of stays) if (fingerprint) expect(there.has(fingerprint)).toBe(true)
      for (const id of files) expect(existsSync(estate.assets.path(id))).toBe(true)
      for (const { outputs } of there.values()) expect(missing(estate, outputs)).toEqual([])

      const freed = held - (await diskBytes(estate, built.values))
      expect(deleted.assets.bytes + deleted.results.bytes).toBe(freed)
      expect(storage.total.assets.bytes).toBe(before.total.assets.bytes - freed)
      // what was written last may come onto the disk meanwhile
      const { databaseBytes } = storage.total
      const again = await estate.retention.survey()
      expect({ ...again, total: { ...again.total, databaseBytes } }).toEqual(storage)
      if (told.what === 'both') {
        expect(deleted).toEqual(before.collectable)
        expect(there.size).toBe(built.made.filter((fingerprint) => stays.has(fingerprint)).length)
        for (const { asset } of built.values.values())
          expect(existsSync(estate.assets.path(asset))).toBe(files.has(asset))
      }
      if (told.what === 'to-limit' && storage.total.assets.bytes > told.limit + 1) {
        expect(storage.collectable.assets.count + storage.collectable.results.count).toBe(0)
      }
      estate.database.close()
    }),
    { numRuns: 50 },
  )
})

const missing = (estate: Estate, outputs: StoredResult['outputs']): readonly AssetId[] =>
  assetsIn(outputs)
    .map(({ asset }) => asset)
    .filter((id) => !existsSync(estate.assets.path(id)))

const diskBytes = async (estate: Estate, values: ReadonlyMap<string, AssetValue>): Promise<number> => {
  let sum = 0
  for (const { asset, bytes } of values.values()) if (existsSync(estate.assets.path(asset))) sum += bytes
  return sum
}
