import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AssetIdSchema,
  FingerprintSchema,
  ProjectIdSchema,
  RunIdSchema,
  type AssetValue,
  type Outputs,
  type StoredResult,
} from '@reelgraph/shared'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../store/embedded/database.ts'
import { bind } from '../store/embedded/journal.ts'
import { createResultStore } from '../store/embedded/results.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { wholeResults } from './whole-results.ts'

const project = ProjectIdSchema.parse('film')
const fingerprint = (letter: string) => FingerprintSchema.parse(letter.repeat(64))
const picture = (letter: string): AssetValue => ({
  asset: AssetIdSchema.parse(letter.repeat(64)),
  kind: 'image',
  mime: 'image/png',
  bytes: 4,
})

const open = () => {
  const folder = temporaryFolder()
  const database = openDatabase(':memory:')
  onTestFinished(() => database.close())
  const stored = createResultStore(bind(database))
  const file = (letter: string): string => join(folder, letter.repeat(64))
  const result = (letter: string, node: string, outputs: Outputs): StoredResult => ({
    fingerprint: fingerprint(letter),
    outputs,
    subject: { kind: 'k', kindVersion: 1, params: {}, inputs: {}, take: 0 },
    project,
    run: RunIdSchema.parse('run'),
    node,
    item: null,
    at: 1,
    milliseconds: 1,
    cost: 0,
  })
  return { stored, results: wholeResults(stored, (id) => join(folder, id)), file, result }
}

it('shows results until one of their files is gone or cut short, and again when it is back', async () => {
  const { stored, results, file, result } = open()
  for (const letter of ['a', 'b']) writeFileSync(file(letter), '1234')
  stored.put(result('1', 'one', { image: { value: picture('a') } }))
  stored.put(
    result('2', 'many', {
      images: {
        items: [
          { key: 'x', value: picture('a') },
          { key: 'y', value: picture('b') },
        ],
      },
    }),
  )
  stored.put(result('3', 'words', { text: { value: 'none' }, data: { value: null } }))
  const seen = async () => ({
    got: [...(await results.get([fingerprint('1'), fingerprint('2'), fingerprint('3')])).keys()].map((key) => key[0]),
    recent: (await results.recent(project)).map(({ node, lost }) => (lost ? `${node}, lost` : node)).toSorted(),
    listed: (await results.list({ project, node: 'many' })).length,
  })
  const all = { got: ['1', '2', '3'], recent: ['many', 'one', 'words'], listed: 1 }
  expect(await seen()).toEqual(all)
  writeFileSync(file('b'), '12')
  expect(await seen()).toEqual({ got: ['1', '3'], recent: ['many, lost', 'one', 'words'], listed: 0 })
  rmSync(file('a'))
  expect(await seen()).toEqual({ got: ['3'], recent: ['many, lost', 'one, lost', 'words'], listed: 0 })
  for (const letter of ['a', 'b']) writeFileSync(file(letter), '1234')
  expect(await seen()).toEqual(all)
})

it('finds what was made last under a fingerprint, where what was made first has lost its file', async () => {
  const { stored, results, file, result } = open()
  writeFileSync(file('b'), '1234')
  stored.put(result('1', 'one', { image: { value: picture('a') } }))
  stored.put(result('1', 'one', { image: { value: picture('b') } }))
  const found = await results.get([fingerprint('1')])
  expect(found.get(fingerprint('1'))?.outputs).toEqual({ image: { value: picture('b') } })
})
