import { expect, test } from 'vitest'
import { catalog } from '@reelgraph/nodes/catalog'
import { AssetIdSchema, NodeIdSchema, newNode, type AssetValue } from '@reelgraph/shared'
import { createTaskHost } from './task-host.ts'

const gone: AssetValue = { asset: AssetIdSchema.parse('a'.repeat(64)), kind: 'image', mime: 'image/png', bytes: 1 }

const refuse = (): never => {
  throw new Error('not asked for here')
}

test('a file that has been taken out of the data folder is named before the step starts', async () => {
  let calls = 0
  const host = createTaskHost({
    executors: {
      'draft/camera': async () => ({ executor: { run: async () => ({ video: { bytes: new Uint8Array(++calls) } }) } }),
    },
    assets: { write: refuse, adopt: refuse, facts: refuse, path: (id) => `/nowhere/${id}` },
    openMedia: refuse,
    readAsset: refuse,
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    log: { info: () => {}, warn: () => {} },
  })
  const step = catalog.stepOf(newNode({ id: NodeIdSchema.parse('clip'), kind: 'video', x: 0, y: 0 }))
  if ('missing' in step) throw new Error('the catalog has the camera')
  const hooks = { signal: new AbortController().signal, aborted: false, onProgress: () => {}, onPreview: () => {} }
  const task = { step, title: 'Clip', inputs: { startImage: gone }, take: 0, hooks }
  await expect(host.run(task)).rejects.toMatchObject({
    body: { code: 'missing-input', message: 'The file for “Start image” of “Clip” is gone from the data folder.' },
  })
  expect(calls).toBe(0)
})
