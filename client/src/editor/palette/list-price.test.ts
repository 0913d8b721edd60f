import { catalog } from '@reelgraph/nodes/catalog'
import { expect, test } from 'vitest'
import { stepOfEntry } from '../document/edits/entries.ts'
import { listPriceText, smallMoney } from './list-price.ts'

const said = (kind: string, model: string): string => {
  const step = stepOfEntry(catalog, { kind, model })
  return step ? listPriceText(step) : expect.unreachable(`there is no ${model}`)
}

test('the palette says what one of it costs, in the unit that is counted', () => {
  expect(said('image', 'draft/storyboard')).toBe('free')
  expect(said('image', 'fal/flux-dev')).toBe('≈ $0.025 a picture')
  expect(said('video', 'runway/gen4-turbo')).toBe('≈ $0.25 for 5 s')
  expect(said('audio', 'elevenlabs/v3')).toMatch(/^≈ \$0\.0\d+ a line$/)
  expect(said('image', 'fal/fast-sdxl')).toBe('price unknown')
})

test('fractions of a cent are not rounded away', () => {
  expect([30, 3000, 25_000, 40_000, 250_000, 1_600_000].map(smallMoney)).toEqual([
    '< $0.0001',
    '$0.003',
    '$0.025',
    '$0.04',
    '$0.25',
    '$1.60',
  ])
})
