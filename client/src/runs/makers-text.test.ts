import { catalog } from '@reelgraph/nodes/catalog'
import { expect, test } from 'vitest'
import { fallbackText } from './fallback-text.ts'
import { insteadText, makersText } from './makers-text.ts'

const dev = { model: 'fal/flux-dev', price: { low: 25_000, high: 25_000 } }
const schnell = { model: 'fal/flux-schnell', price: { low: 3000, high: 3000 } }
const veo = { model: 'fal/veo3.1', price: 'unknown', changes: ['Length: 10 becomes 8.', 'Ratio: auto becomes 16:9.'] }
const said = (...makers: readonly (readonly object[] | undefined)[]) =>
  makersText(
    catalog,
    makers.map((each) => ({
      reason: { because: 'never-run' },
      ...(each && { makers: each as readonly (typeof dev)[] }), // as written above
    })),
  )

test('a plan says which models may come to make it, in which order, for how much, and what they do otherwise', () => {
  expect(said([dev, schnell])).toEqual(['FLUX.1 dev, $0.025; if that cannot: FLUX.1 schnell, $0.003'])
  expect(said([dev, schnell, veo])).toEqual([
    'FLUX.1 dev, $0.025; if that cannot: FLUX.1 schnell, $0.003, then Veo 3.1, price unknown (Length: 10 becomes 8; Ratio: auto becomes 16:9)',
  ])
  expect(said([schnell])).toEqual(['By FLUX.1 schnell, $0.003'])
  expect(said(undefined)).toEqual([])
})

test('of a list what one item costs is said, from the cheapest to the dearest, once for all that are alike', () => {
  const dearer = { ...schnell, price: { low: 9000, high: 9000 } }
  expect(said([dev, schnell], [dev, dearer], undefined)).toEqual([
    'FLUX.1 dev, $0.025 each; if that cannot: FLUX.1 schnell, $0.003 to $0.009 each',
  ])
  expect(said([dev, schnell], [schnell])).toEqual([
    'FLUX.1 dev, $0.025 each; if that cannot: FLUX.1 schnell, $0.003 each',
    'By FLUX.1 schnell, $0.003 each',
  ])
  const unknown = { reason: { because: 'length-unknown' }, makers: [schnell] } as const
  expect(makersText(catalog, [unknown])).toEqual(['By FLUX.1 schnell, $0.003 each'])
})

test('who made it says what it did otherwise', () => {
  const made = { model: 'fal/veo3.1', own: 'fal/kling-v3-pro', because: 'The key was refused', is: 'made' } as const
  expect(fallbackText(catalog, { ...made, changes: veo.changes })).toMatch(
    /^Made by Veo 3\.1 instead of .*, because: The key was refused\. Length: 10 becomes 8\. Ratio: auto becomes 16:9\.$/,
  )
  expect(fallbackText(catalog, made)).toMatch(/because: The key was refused\.$/)
})

test('who makes it instead is said with why; who has made it, without', () => {
  const fallback = { model: 'fal/flux-schnell', because: '“Frame” needs a key for OpenAI.' }
  expect(insteadText(catalog, { verdict: 'run', fallback })).toBe(
    ', by FLUX.1 schnell: “Frame” needs a key for OpenAI.',
  )
  expect(insteadText(catalog, { verdict: 'reuse', fallback })).toBe(', made by FLUX.1 schnell')
  expect(insteadText(catalog, { verdict: 'run' })).toBe('')
})
