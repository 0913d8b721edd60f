import { cpSync, existsSync } from 'node:fs'
import { assetsIn, RunIdSchema, type AssetId, type Fingerprint } from '@reelgraph/shared'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { assetId, HOUR, nodeOf, openEstate, projectId } from './testing/estate.ts'

type Estate = Awaited<ReturnType<typeof openEstate>>

const RESULTS = 3

/** Three results with a file each, and three files that nothing names: all may go. */
const settle = async (estate: Estate) => {
  const results: Fingerprint[] = []
  for (let index = 0; index < RESULTS; index += 1) {
    const assets = [await estate.media(`r${index}`)]
    results.push(estate.put({ project: 'film', node: 'removed', at: index, assets }))
    await estate.media(`l${index}`)
  }
  estate.put({ project: 'other', node: 'other' })
  await estate.journal.settle()
  estate.time.now += 48 * HOUR
  return results
}

const loose = (index: number): AssetId => assetId(`l${index}`)
const owned = (index: number): AssetId => assetId(`r${index}`)

/** Collects, and lets `meanwhile` happen after the survey was taken up, before the file of that place is deleted. */
const collectAnd = async (before: AssetId, meanwhile: (estate: Estate, results: readonly Fingerprint[]) => unknown) => {
  let happened = false
  const hook: { run?: () => Promise<void> } = {}
  const estate: Estate = await openEstate({
    around: (assets) => ({
      remove: async (id, mayGo) => {
        if (id === before) await hook.run?.()
        return assets.remove(id, mayGo)
      },
    }),
  })
  const results = await settle(estate)
  hook.run = async () => {
    happened = true
    await meanwhile(estate, results)
  }
  const { survey } = await estate.retention.survey()
  const { deleted } = await estate.retention.collect({ survey, what: 'both' })
  expect(happened).toBe(true)
  return { estate, deleted }
}

const start = (estate: Estate, event: { readonly graph?: string; readonly fingerprint?: Fingerprint }) => {
  const id = RunIdSchema.parse('new')
  const at = estate.time.now
  const project = projectId('film')
  const created = { revision: 1, scope: { of: 'all' as const }, project, at }
  estate.journal.append(id, 1, { type: 'run-created', run: id, graph: 'g', ...created })
  estate.journal.append(id, 2, {
    ...{ type: 'task-reused', at, node: 'n', item: null, reason: { because: 'unchanged', at } },
    outputs: event.graph === undefined ? {} : { text: { value: event.graph } },
    ...(event.fingerprint && { fingerprint: event.fingerprint }),
  })
}

describe('while it collects', () => {
  it.each<[string, (estate: Estate) => unknown]>([
    ['comes again', (estate) => estate.media('l1')],
    [
      'is put on the canvas',
      (estate) => estate.log('film', 1, [{ op: 'node-add', node: nodeOf('n', { params: { asset: loose(1) } }) }]),
    ],
    ['is in a new result', (estate) => estate.put({ project: 'film', node: 'n', inputs: [loose(1)] })],
    ['is in what a run reuses', (estate) => start(estate, { graph: loose(1) })],
  ])('media stays that %s', async (_, meanwhile) => {
    const { estate, deleted } = await collectAnd(loose(1), meanwhile)
    expect(existsSync(estate.assets.path(loose(1)))).toBe(true)
    expect(await estate.assets.facts(loose(1))).toBeDefined()
    expect(deleted.assets.count).toBe(2)
  })

  it.each<[string, (estate: Estate, results: readonly Fingerprint[]) => unknown]>([
    [
      'is used by a node',
      (estate, results) =>
        estate.results.use({ project: projectId('film'), node: 'n', item: null, fingerprint: results[1]!, at: 9 }),
    ],
    ['is reused by a run', (estate, results) => start(estate, { fingerprint: results[1]! })],
    [
      'is chosen',
      (estate, results) => estate.log('film', 1, [{ op: 'set', path: ['nodes', 'n', 'pins', ''], value: results[1]! }]),
    ],
    [
      'belongs to a node that is brought back',
      (estate) => estate.log('film', 1, [{ op: 'node-add', node: nodeOf('removed') }]),
    ],
  ])('a result stays with its file that %s', async (_, meanwhile) => {
    // The files that nothing names go first, so no result has gone yet.
    const { estate, deleted } = await collectAnd(loose(0), meanwhile)
    const left = await estate.results.list({ project: projectId('film'), node: 'removed' })
    expect(left.length).toBe(RESULTS - deleted.results.count)
    expect(left.length).toBeGreaterThan(0)
    for (const { outputs } of left) {
      for (const { asset } of assetsIn(outputs)) expect(existsSync(estate.assets.path(asset))).toBe(true)
    }
  })

  it('stores the bytes of a file anew that was just deleted', async () => {
    const { estate } = await collectAnd(owned(2), (one) => one.media('r0'))
    expect(existsSync(estate.assets.path(owned(0)))).toBe(true)
  })
})

it('leaves no result that names a file which is gone, wherever the process dies, and goes on where it stopped', async () => {
  const left: string[] = []
  const die = (): void => {
    const folder = temporaryFolder()
    cpSync(estate.folder, folder, { recursive: true })
    left.push(folder)
  }
  const estate: Estate = await openEstate({
    around: (assets) => ({
      remove: async (id, mayGo) => {
        die()
        const removing = assets.remove(id, mayGo)
        die()
        const bytes = await removing
        die()
        return bytes
      },
    }),
  })
  const results = await settle(estate)
  const { survey } = await estate.retention.survey()
  await estate.retention.collect({ survey, what: 'both' })
  expect(left).toHaveLength(3 * 2 * RESULTS)
  for (const [moment, folder] of left.entries()) {
    const next = await openEstate({ folder })
    next.time.now = estate.time.now
    for (const { outputs } of (await next.results.get(results)).values()) {
      for (const { asset } of assetsIn(outputs))
        expect([moment, existsSync(next.assets.path(asset))]).toEqual([moment, true])
    }
    const again = await next.retention.survey()
    await next.retention.collect({ survey: again.survey, what: 'both' })
    const { total, collectable } = await next.retention.survey()
    expect([moment, total.assets, collectable.results.count]).toEqual([moment, { count: 0, bytes: 0 }, 0])
    next.database.close()
  }
})
