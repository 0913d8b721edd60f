import { catalog } from '@reelgraph/nodes/catalog'
import { AssetIdSchema, NodeIdSchema, type AssetValue } from '@reelgraph/shared'
import { graph, type Details } from '@reelgraph/shared/testing'
import { expect, test } from 'vitest'
import type { LatestItem } from '../../runs/latest.ts'
import { comingSize } from './coming-size.ts'

const tall: AssetValue = {
  ...{
    asset: AssetIdSchema.parse('a'.repeat(64)),
    kind: 'image',
    mime: 'image/png',
    bytes: 1,
    width: 600,
    height: 1000,
  },
}
const size = (details: Details, made: readonly AssetValue[] = []): string | undefined => {
  const { project } = graph('image (image)→(startImage) video', details, catalog)
  const node = project.nodes[NodeIdSchema.parse('video')] ?? expect.unreachable('it is drawn')
  const step = catalog.stepOf(node)
  if ('missing' in step) return expect.unreachable(step.missing.message)
  const items = made.map((value, position): LatestItem => ({
    item: null,
    position,
    outputs: { image: { value } },
    fingerprint: undefined,
    stale: false,
  }))
  return comingSize({ graph: project, latest: () => items }, node, step)
}

test('is what the settings come to, in pixels', () => {
  expect(size({ video: { model: 'runway/gen4-turbo', params: { ratio: '21:9' } } })).toBe('1584 × 672')
  expect(size({ video: { params: { ratio: '9:16', resolution: '1080p' } } })).toBe('1080 × 1920')
})

test('follows the picture where that is the wish, and is not made up before there is one', () => {
  const follows = { video: { model: 'runway/gen4-turbo', params: { ratio: 'auto' } } }
  expect(size(follows)).toBeUndefined()
  expect(size(follows, [tall])).toBe('720 × 1280')
})
