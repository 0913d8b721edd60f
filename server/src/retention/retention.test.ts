import { existsSync, writeFileSync } from 'node:fs'
import { NodeIdSchema, RunIdSchema, type AssetValue, type Fingerprint } from '@reelgraph/shared'
import { describe, expect, it } from 'vitest'
import { assetId, HOUR, nodeOf, openEstate, projectId, projectOf } from './testing/estate.ts'

type Estate = Awaited<ReturnType<typeof openEstate>>

const DAY = 24 * HOUR

/** Collects everything that may go, a long time later. */
const collectAll = async (estate: Estate) => {
  const { survey } = await estate.retention.survey()
  return (await estate.retention.collect({ survey, what: 'both' })).deleted
}

const isThere = (estate: Estate, { asset }: AssetValue): boolean => existsSync(estate.assets.path(asset))

const hasResult = async (estate: Estate, fingerprint: Fingerprint): Promise<boolean> =>
  (await estate.results.get([fingerprint])).has(fingerprint)

/** The last result is never collected, so each test has one that is not spoken of. */
const after = (estate: Estate): void => void estate.put({ project: 'other', node: 'other' })

describe('media', () => {
  it('goes when nothing names it, with its facts, and the bytes are counted', async () => {
    const estate = await openEstate()
    const picture = await estate.media('a', 300)
    estate.time.now += DAY
    const storage = await estate.retention.survey()
    expect(storage.collectable.assets).toEqual({ count: 1, bytes: 300 })
    expect(isThere(estate, picture)).toBe(true)
    expect(await collectAll(estate)).toEqual({ assets: { count: 1, bytes: 300 }, results: { count: 0, bytes: 0 } })
    expect(isThere(estate, picture)).toBe(false)
    expect(await estate.assets.facts(picture.asset)).toBeUndefined()
  })

  it('stays while it may be on its way into a result', async () => {
    const estate = await openEstate()
    const picture = await estate.media('a')
    expect((await collectAll(estate)).assets.count).toBe(0)
    expect(isThere(estate, picture)).toBe(true)
  })

  it('stays for a day when it was uploaded', async () => {
    const estate = await openEstate()
    const picture = await estate.media('a')
    estate.facts.putUpload('upload', { asset: picture.asset, name: 'a' })
    estate.time.now += 23 * HOUR
    expect((await collectAll(estate)).assets.count).toBe(0)
    estate.time.now += 2 * HOUR
    expect((await collectAll(estate)).assets.count).toBe(1)
  })

  it.each<[string, (estate: Estate) => unknown]>([
    ['a project', (estate: Estate) => estate.keep(withImport('film'))],
    ['a project in the bin', (estate: Estate) => estate.keep(withImport('film'), 'projects/bin')],
    ['a kept copy of a project', (estate: Estate) => estate.keep(withImport('film'), 'projects/copies', 'film.2.json')],
    [
      'a damaged project',
      (estate: Estate) => {
        estate.keep(withImport('film'))
        writeFileSync(estate.inFolder('projects', 'film.json'), `{"half of a project ${assetId('a')}`)
      },
    ],
    ['a template', (estate: Estate) => estate.keep(withImport('film'), 'templates')],
    ['a change that can be undone', (estate: Estate) => estate.log('gone', 1, [{ op: 'node-add', node: importing }])],
    [
      'what a kept result was made of',
      (estate: Estate) => {
        estate.keep(projectOf('film', [nodeOf('n')]))
        estate.put({ project: 'film', node: 'n', inputs: [assetId('a')] })
      },
    ],
    ['a run that has not ended', (estate: Estate) => startRun(estate)],
  ])('stays while %s names it', async (_, refer) => {
    const estate = await openEstate()
    const picture = await estate.media('a')
    await refer(estate)
    after(estate)
    estate.time.now += DAY * 3
    await collectAll(estate)
    expect(isThere(estate, picture)).toBe(true)
  })
})

const importing = nodeOf('clip', { kind: 'import', params: { asset: assetId('a') } })
const withImport = (id: string) => projectOf(id, [importing])

const startRun = async (estate: Estate, how: { readonly fingerprint?: Fingerprint } = {}) => {
  const id = RunIdSchema.parse('going')
  const at = estate.time.now
  const project = projectId('film')
  const graph = assetId('g')
  const scope = { of: 'all' } as const
  estate.graphs.put(graph, JSON.stringify({ nodes: { clip: importing }, edges: {} }))
  estate.journal.create({ id, project, revision: 1, scope, status: 'running', createdAt: at, cost: 0 })
  estate.journal.append(id, 1, { type: 'run-created', at, run: id, project, revision: 1, graph, scope })
  if (how.fingerprint) {
    const task = { node: 'x', item: null, position: 0, verdict: 'reuse', price: { low: 0, high: 0 } } as const
    estate.journal.append(id, 2, {
      type: 'planned',
      at,
      tasks: [{ ...task, reason: { because: 'unchanged', at }, fingerprint: how.fingerprint }],
    })
  }
  await estate.journal.settle()
}

describe('results', () => {
  it('keeps of a node that is there the newest of every take and item, and lets the earlier ones go', async () => {
    const estate = await openEstate()
    estate.keep(projectOf('film', [nodeOf('n')]))
    const made = [
      { name: 'first', take: 0, item: null },
      { name: 'second', take: 0, item: null },
      { name: 'another take', take: 1, item: null },
      { name: 'first of the shot', take: 0, item: 'shot' },
      { name: 'second of the shot', take: 0, item: 'shot' },
    ].map(({ name, ...wish }) => {
      estate.time.now += 1
      return { name, fingerprint: estate.put({ project: 'film', node: 'n', ...wish }) }
    })
    after(estate)
    expect((await collectAll(estate)).results.count).toBe(2)
    const there = await estate.results.get(made.map(({ fingerprint }) => fingerprint))
    const left = made.filter(({ fingerprint }) => there.has(fingerprint)).map(({ name }) => name)
    expect(left).toEqual(['second', 'another take', 'second of the shot'])
  })

  it('counts a use as the making: what a node took last is what it shows', async () => {
    const estate = await openEstate()
    estate.keep(projectOf('film', [nodeOf('n')]))
    const early = estate.put({ project: 'film', node: 'n', at: 1 })
    const late = estate.put({ project: 'film', node: 'n', at: 2 })
    estate.results.use({ project: projectId('film'), node: 'n', item: null, fingerprint: early, at: 3 })
    after(estate)
    await collectAll(estate)
    expect(await hasResult(estate, early)).toBe(true)
    expect(await hasResult(estate, late)).toBe(false)
  })

  it('lets go what was made for a node that is nowhere any more, with the files that only it names', async () => {
    const estate = await openEstate()
    estate.keep(projectOf('film', [nodeOf('n')]))
    const [own, shared] = [await estate.media('a', 200), await estate.media('b', 50)]
    const gone = estate.put({ project: 'film', node: 'removed', assets: [own, shared] })
    estate.put({ project: 'film', node: 'n', assets: [shared] })
    after(estate)
    estate.time.now += DAY
    expect((await estate.retention.survey()).collectable.results).toEqual({ count: 1, bytes: 200 })
    expect((await collectAll(estate)).results).toEqual({ count: 1, bytes: 200 })
    expect(await hasResult(estate, gone)).toBe(false)
    expect([isThere(estate, own), isThere(estate, shared)]).toEqual([false, true])
  })

  it('leaves those alone whose files came again of late: what is said to go frees what is said', async () => {
    const estate = await openEstate()
    estate.keep(projectOf('film', [nodeOf('n')]))
    const made = [
      estate.put({ project: 'film', node: 'n', at: 1, assets: [await estate.media('a', 200)] }),
      estate.put({ project: 'film', node: 'n', at: 2, assets: [await estate.media('b', 300)] }),
    ]
    after(estate)
    expect((await estate.retention.survey()).collectable).toEqual({
      assets: { count: 0, bytes: 0 },
      results: { count: 0, bytes: 0 },
    })
    expect((await collectAll(estate)).results.count).toBe(0)
    estate.time.now += HOUR
    expect((await estate.retention.survey()).collectable.results).toEqual({ count: 1, bytes: 200 })
    expect(await collectAll(estate)).toEqual({ assets: { count: 0, bytes: 0 }, results: { count: 1, bytes: 200 } })
    expect(await Promise.all(made.map(async (one) => hasResult(estate, one)))).toEqual([false, true])
  })

  it('lets go at once what was made a moment ago and is shown no more, with its files', async () => {
    const estate = await openEstate()
    estate.keep(projectOf('film', [nodeOf('n')]))
    const [old, shown] = [await estate.media('a', 200), await estate.media('b', 300)]
    estate.put({ project: 'film', node: 'n', assets: [old] })
    estate.time.now += 1
    estate.put({ project: 'film', node: 'n', assets: [shown] })
    after(estate)
    estate.time.now += 1
    expect((await estate.retention.survey()).collectable.results).toEqual({ count: 1, bytes: 200 })
    expect((await collectAll(estate)).results).toEqual({ count: 1, bytes: 200 })
    expect([isThere(estate, old), isThere(estate, shown)]).toEqual([false, true])
  })

  it('keeps the files that came while a run goes on, with the results that name them', async () => {
    const estate = await openEstate()
    await startRun(estate)
    estate.time.now += 1
    estate.put({ project: 'elsewhere', node: 'removed', assets: [await estate.media('b', 200)] })
    after(estate)
    estate.time.now += HOUR
    expect((await estate.retention.survey()).collectable.results).toEqual({ count: 0, bytes: 0 })
    expect((await collectAll(estate)).results.count).toBe(0)
  })

  it('counts a file that two of them name once', async () => {
    const estate = await openEstate()
    const shared = await estate.media('a', 200)
    estate.put({ project: 'film', node: 'removed', assets: [shared] })
    estate.put({ project: 'film', node: 'removed', assets: [shared, shared] })
    after(estate)
    estate.time.now += DAY
    expect((await estate.retention.survey()).collectable.results).toEqual({ count: 2, bytes: 200 })
    expect((await collectAll(estate)).results).toEqual({ count: 2, bytes: 200 })
  })

  it.each<[string, (estate: Estate, one: Fingerprint) => unknown]>([
    ['is chosen', (estate, one) => estate.keep(projectOf('b', [nodeOf('x', { pins: { '': one } })]))],
    [
      'is chosen in the bin',
      (estate, one) => estate.keep(projectOf('b', [nodeOf('x', { pins: { s: one } })]), 'projects/bin'),
    ],
    ['belongs to a locked node', (estate) => estate.keep(projectOf('film', [nodeOf('n', { locked: true })]))],
    ['a run that has not ended reuses', (estate, one) => startRun(estate, { fingerprint: one })],
    ['belongs to a project with a run that has not ended', (estate) => startRun(estate)],
    [
      'the next run would reuse',
      (estate, one) => (estate.reused.add(one), estate.keep(projectOf('film', [nodeOf('n')]))),
    ],
    [
      'belongs to a project that nobody can read',
      (estate) => {
        estate.keep(projectOf('film', []))
        writeFileSync(estate.inFolder('projects', 'film.json'), '{')
      },
    ],
  ])('keeps what %s', async (_, refer) => {
    const estate = await openEstate()
    const one = estate.put({ project: 'film', node: 'n', at: 1, assets: [await estate.media('a')] })
    estate.put({ project: 'film', node: 'n', at: 2 })
    await refer(estate, one)
    after(estate)
    estate.time.now += 30 * DAY
    await collectAll(estate)
    expect(await hasResult(estate, one)).toBe(true)
  })

  it('keeps nothing for a node that is locked in a copy of the project alone: there it made none of it', async () => {
    const estate = await openEstate()
    const one = estate.put({ project: 'film', node: 'n', at: 1 })
    const shown = estate.put({ project: 'film', node: 'n', at: 2 })
    const ofCopy = estate.put({ project: 'copy', node: 'n', at: 1 })
    estate.put({ project: 'copy', node: 'n', at: 2 })
    estate.keep(projectOf('film', [nodeOf('n')]))
    estate.keep(projectOf('copy', [nodeOf('n', { locked: true })]))
    after(estate)
    estate.time.now += 30 * DAY
    await collectAll(estate)
    const kept = await Promise.all([one, shown, ofCopy].map(async (each) => hasResult(estate, each)))
    expect(kept).toEqual([false, true, true])
  })

  it.each([
    ['was paid for', { cost: 1 }],
    ['a person edited', { edited: true as const }],
    ['came from a model that is not known here any more', { model: 'elsewhere/gone' }],
  ])('never collects what %s, and says how much that is', async (_, wish) => {
    const estate = await openEstate()
    const one = estate.put({ project: 'film', node: 'removed', assets: [await estate.media('a', 70)], ...wish })
    after(estate)
    estate.time.now += 30 * DAY
    expect((await estate.retention.survey()).paid).toEqual({ count: 1, bytes: 70 })
    await collectAll(estate)
    expect(await hasResult(estate, one)).toBe(true)
  })

  it('above the limit lets go what was used least recently, and no more than it must', async () => {
    const estate = await openEstate()
    const made = []
    for (const [index, letter] of ['a', 'b', 'c', 'd'].entries()) {
      made.push(estate.put({ project: 'film', node: 'removed', at: index, assets: [await estate.media(letter, 100)] }))
    }
    estate.results.use({ project: projectId('film'), node: 'removed', item: null, fingerprint: made[0]!, at: 10 })
    after(estate)
    estate.time.now += DAY
    expect(await estate.retention.keepToLimit()).toBeUndefined()
    estate.limit.bytes = 250
    expect((await estate.retention.keepToLimit())?.results).toEqual({ count: 2, bytes: 200 })
    expect([...(await estate.results.get(made)).keys()]).toEqual([made[0], made[3]])
    expect(await estate.retention.keepToLimit()).toBeUndefined()
  })
})

describe('collecting', () => {
  it('deletes nothing that was not shown', async () => {
    const estate = await openEstate()
    const shown = estate.put({ project: 'film', node: 'removed' })
    after(estate)
    const { survey } = await estate.retention.survey()
    const unseen = estate.put({ project: 'film', node: 'removed' })
    after(estate)
    expect((await estate.retention.collect({ survey, what: 'both' })).deleted.results.count).toBe(1)
    expect(await hasResult(estate, shown)).toBe(false)
    expect(await hasResult(estate, unseen)).toBe(true)
  })

  it('refuses a survey that says something else and that it does not know', async () => {
    const estate = await openEstate()
    estate.put({ project: 'film', node: 'removed' })
    after(estate)
    await expect(estate.retention.collect({ survey: 'x', what: 'both' })).rejects.toMatchObject({ code: 'conflict' })
    expect((await estate.retention.survey()).collectable.results.count).toBe(1)
  })

  it('knows the survey of an earlier process where nothing has changed', async () => {
    const estate = await openEstate()
    estate.put({ project: 'film', node: 'removed' })
    after(estate)
    const { survey } = await estate.retention.survey()
    await estate.journal.settle()
    const next = await openEstate({ folder: estate.folder })
    expect((await next.retention.collect({ survey, what: 'results' })).deleted.results.count).toBe(1)
  })

  it('takes only what it was asked for', async () => {
    const estate = await openEstate()
    await estate.media('a')
    const one = estate.put({ project: 'film', node: 'removed', assets: [await estate.media('b')] })
    after(estate)
    estate.time.now += DAY
    const { survey } = await estate.retention.survey()
    const { deleted, storage } = await estate.retention.collect({ survey, what: 'assets' })
    expect(deleted).toEqual({ assets: { count: 1, bytes: 100 }, results: { count: 0, bytes: 0 } })
    expect(await hasResult(estate, one)).toBe(true)
    expect(storage.collectable.results.count).toBe(1)
    const rest = await estate.retention.collect({ survey: storage.survey, what: 'results' })
    expect(rest.deleted).toEqual({ assets: { count: 0, bytes: 0 }, results: { count: 1, bytes: 100 } })
  })

  it('keeps the uses of results that are swept while it looks', async () => {
    const estate = await openEstate()
    estate.keep(projectOf('film', [nodeOf('n')]))
    const shown = estate.put({ project: 'film', node: 'n' })
    after(estate)
    const looking = estate.retention.survey()
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      await estate.results.recent(projectId('film'))
    }
    const { survey } = await looking
    await estate.retention.collect({ survey, what: 'both' })
    expect(await hasResult(estate, shown)).toBe(true)
  })
})

describe('dropping a result', () => {
  const drop = (estate: Estate, fingerprint: Fingerprint) =>
    estate.retention.drop({ project: projectId('film'), node: NodeIdSchema.parse('n'), fingerprint })

  it('forgets it for good, paid or not, and what is made next is listed', async () => {
    const estate = await openEstate()
    estate.keep(projectOf('film', [nodeOf('n')]))
    const one = estate.put({ project: 'film', node: 'n', cost: 5 })
    const list = () => estate.results.list({ project: projectId('film'), node: 'n' })
    expect(await list()).toHaveLength(1)
    await drop(estate, one)
    expect(await list()).toHaveLength(0)
    await expect(drop(estate, one)).rejects.toMatchObject({ code: 'not-found' })
    const next = estate.put({ project: 'film', node: 'n' })
    expect((await list()).map(({ fingerprint }) => fingerprint)).toEqual([next])
  })

  it('forgets also the one that a node shows now, and leaves the one before', async () => {
    const estate = await openEstate()
    estate.keep(projectOf('film', [nodeOf('n')]))
    const before = estate.put({ project: 'film', node: 'n', at: 1 })
    const shown = estate.put({ project: 'film', node: 'n', at: 2 })
    estate.reused.add(shown)
    await drop(estate, shown)
    expect([await hasResult(estate, shown), await hasResult(estate, before)]).toEqual([false, true])
  })

  it.each<[string, string, (estate: Estate, one: Fingerprint) => unknown]>([
    ['conflict', 'chosen', (estate, one) => estate.keep(projectOf('b', [nodeOf('x', { pins: { '': one } })]))],
    ['locked', 'of a locked node', (estate) => estate.keep(projectOf('film', [nodeOf('n', { locked: true })]))],
    ['conflict', 'in use by a run', (estate, one) => startRun(estate, { fingerprint: one })],
  ])('is refused (%s) where it is %s, with a way out', async (code, _, refer) => {
    const estate = await openEstate()
    const one = estate.put({ project: 'film', node: 'n' })
    await refer(estate, one)
    await expect(drop(estate, one)).rejects.toMatchObject({ code, body: { hint: expect.any(String) } })
    expect(await hasResult(estate, one)).toBe(true)
  })

  it('tells whoever remembers it which one has gone and who had it', async () => {
    const estate = await openEstate()
    for (const id of ['film', 'trailer']) estate.keep(projectOf(id, [nodeOf('n')]))
    const one = estate.put({ project: 'film', node: 'n', cost: 5 })
    estate.results.use({ project: projectId('trailer'), node: 'm', item: null, fingerprint: one, at: 3 })
    await drop(estate, one)
    expect(estate.gone).toEqual([
      {
        fingerprint: one,
        users: [
          { project: 'film', node: 'n' },
          { project: 'trailer', node: 'm' },
        ],
      },
    ])
  })

  it('says which other projects show it, those in the bin too, and none that has gone on to another', async () => {
    const estate = await openEstate()
    const one = estate.put({ project: 'film', node: 'n', cost: 5 })
    const shownIn = () => estate.retention.shownIn({ project: projectId('film'), fingerprint: one })
    estate.keep(projectOf('film', [nodeOf('n')]))
    estate.reused.add(one)
    expect(await shownIn()).toEqual([])
    estate.keep(projectOf('trailer', [nodeOf('m')]))
    estate.keep(projectOf('teaser', [nodeOf('m')]), 'projects/bin')
    for (const id of ['trailer', 'teaser', 'deleted'])
      estate.results.use({ project: projectId(id), node: 'm', item: null, fingerprint: one, at: 3 })
    expect((await shownIn()).toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: 'teaser', name: 'teaser', binned: true },
      { id: 'trailer', name: 'trailer', binned: false },
    ])
    estate.reused.clear()
    expect(await shownIn()).toEqual([])
  })

  it('is refused where it was locked or chosen a moment ago and the file does not say so yet', async () => {
    const estate = await openEstate()
    const one = estate.put({ project: 'film', node: 'n' })
    estate.keep(projectOf('film', [nodeOf('n')]))
    await estate.log('film', 1, [{ op: 'set', path: ['nodes', 'n', 'pins', ''], value: one }])
    await expect(drop(estate, one)).rejects.toMatchObject({ code: 'conflict' })
  })
})
