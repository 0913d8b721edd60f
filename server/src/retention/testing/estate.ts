import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AssetIdSchema,
  emptyProject,
  FingerprintSchema,
  newNode,
  NodeIdSchema,
  ProjectIdSchema,
  RunIdSchema,
  type AssetId,
  type AssetValue,
  type Fingerprint,
  type Node,
  type Op,
  type Project,
  type ProjectId,
  type StoredResult,
} from '@reelgraph/shared'
import { onTestFinished } from 'vitest'
import type { AssetKeeper } from '../../assets/asset-store.ts'
import { openFileAssetStore } from '../../assets/file-asset-store.ts'
import { createAssetFacts } from '../../store/embedded/asset-facts.ts'
import { openDatabase } from '../../store/embedded/database.ts'
import { createDocumentTexts } from '../../store/embedded/document-texts.ts'
import { bind, createGraphStore, createRunJournal } from '../../store/embedded/journal.ts'
import { createOpLog } from '../../store/embedded/op-log.ts'
import { createResultStore } from '../../store/embedded/results.ts'
import { createRetentionRows } from '../../store/embedded/retention-rows.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { testCatalog } from '../../testing/test-catalog.ts'
import { Ear } from '../ear.ts'
import { createRetention, type Gone } from '../retention.ts'

export const HOUR = 3_600_000

/** What a test says of a result; the rest is made up. */
export interface ResultWish extends Partial<Pick<StoredResult, 'item' | 'cost' | 'edited' | 'run'>> {
  readonly project: string
  readonly node: string
  readonly take?: number
  readonly model?: string
  readonly assets?: readonly AssetValue[]
  /** Media that it was made of. */
  readonly inputs?: readonly AssetId[]
  readonly at?: number
}

/** A data folder with real stores, and the clock in the hand of the test. */
export const openEstate = async (
  more: { readonly folder?: string; readonly around?: (assets: AssetKeeper) => AssetKeeper } = {},
) => {
  const folder = more.folder ?? temporaryFolder()
  const inFolder = (...names: string[]): string => join(folder, ...names)
  const time = { now: 1_000 * HOUR }
  const database = openDatabase(inFolder('reelgraph.db'))
  onTestFinished(() => database.close())
  const bound = bind(database)
  const facts = createAssetFacts(database, () => time.now)
  const assets = await openFileAssetStore({
    folder: inFolder('assets'),
    facts,
    probe: async () => ({ kind: 'image', mime: 'image/png', streams: { video: 1, audio: 0 } }),
  })
  const ear = new Ear()
  const results = ear.results(createResultStore(bound))
  const opLog = ear.opLog(createOpLog(database))
  const journal = ear.journal(createRunJournal(bound))
  const graphs = createGraphStore(bound)
  const reused = new Set<Fingerprint>()
  const gone: Gone[] = []
  const limit: { bytes: number | undefined } = { bytes: undefined }
  const rows = createRetentionRows(database)
  const retention = createRetention({
    ...{ rows, journal, graphs, opLog, ear },
    assets: more.around?.(assets) ?? assets,
    projects: createDocumentTexts(inFolder('projects')),
    templates: createDocumentTexts(inFolder('templates')),
    builtInTemplates: createDocumentTexts(inFolder('examples')),
    catalog: testCatalog,
    derived: { forget: async () => undefined },
    reusedBy: async () => reused,
    now: () => time.now,
    limit: async () => limit.bytes,
    onForgotten: (forgotten) => void (forgotten && gone.push(forgotten)),
  })

  let made = 0
  /** Media of so many bytes; the same letter gives the same bytes. */
  const media = (letter: string, bytes = 100): Promise<AssetValue> => assets.write(one(letter.repeat(bytes)), {})

  const put = (wish: ResultWish): Fingerprint => {
    const { take = 0, model, assets: made_ = [], inputs = [], item = null, cost = 0, at = time.now, ...rest } = wish
    const subject = {
      kind: 'picture',
      kindVersion: 1,
      ...(model !== undefined && { model, modelVersion: 1 }),
      params: { number: (made += 1) },
      inputs: { media: [...inputs] },
      take,
    }
    const fingerprint = fingerprintOf(JSON.stringify([subject, wish.project]))
    results.put({
      ...{ fingerprint, subject, item, cost, at, milliseconds: 1 },
      outputs: Object.fromEntries(made_.map((value, index) => [`image${index}`, { value }])),
      project: projectId(wish.project),
      node: wish.node,
      run: rest.run ?? RunIdSchema.parse('run'),
      ...(rest.edited && { edited: true }),
    })
    return fingerprint
  }

  /** Writes a project as its folder has it. */
  const keep = (project: Project, where = 'projects', name = `${project.id}.json`): void => {
    mkdirSync(inFolder(where), { recursive: true })
    writeFileSync(inFolder(where, name), JSON.stringify({ revision: 0, createdAt: 1, updatedAt: 1, project }))
  }

  const log = (project: string, revision: number, ops: readonly Op[]): Promise<void> =>
    opLog.append(projectId(project), { id: `${project}${revision}`, revision, ops, at: time.now })

  return {
    ...{
      folder,
      inFolder,
      time,
      database,
      facts,
      assets,
      ear,
      results,
      opLog,
      journal,
      graphs,
      retention,
      rows,
      reused,
      gone,
    },
    ...{ limit, media, put, keep, log },
  }
}

export const projectId = (id: string): ProjectId => ProjectIdSchema.parse(id)

export const projectOf = (id: string, nodes: readonly Node[]): Project => ({
  ...emptyProject(projectId(id), id),
  nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
})

export const nodeOf = (id: string, more: Partial<Node> = {}): Node =>
  newNode({ id: NodeIdSchema.parse(id), kind: 'picture', x: 0, y: 0, ...more })

export const assetId = (letter: string, bytes = 100): AssetId =>
  AssetIdSchema.parse(createHash('sha256').update(letter.repeat(bytes)).digest('hex'))

const fingerprintOf = (text: string): Fingerprint =>
  FingerprintSchema.parse(createHash('sha256').update(text).digest('hex'))

async function* one(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text)
}
