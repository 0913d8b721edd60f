import { catalog } from '@reelgraph/nodes/catalog'
import { expect, test } from 'vitest'
import { stepOfEntry } from '../document/edits/entries.ts'
import { findEntries } from './find-entries.ts'
import { listPrice } from './list-price.ts'

test('a service nobody can call is named as such, with what can be used in its place', () => {
  for (const [query, title, first] of [
    ['midj', 'Midjourney', 'fal/flux-2-pro'],
    ['Suno', 'Suno', 'elevenlabs/music'],
    ['udio', 'Udio', 'elevenlabs/music'],
  ] as const) {
    const { entries, note } = findEntries(catalog, query)
    expect(note).toBe(`${title} has no official API. Use instead:`)
    expect(entries[0]?.model?.id).toBe(first)
    expect(entries.some(({ provider }) => !provider?.needsKey)).toBe(true)
  }
})

test('other words are only looked for', () => {
  expect(findEntries(catalog, 'su').note).toBeUndefined()
  expect(findEntries(catalog, 'suno song').note).toBeUndefined()
  expect(findEntries(catalog, 'audio').note).toBeUndefined()
})

test('the name of a model that was retired finds what takes its place', () => {
  const { note, entries } = findEntries(catalog, 'dall-e 3')
  expect(note).toBe('DALL·E 3 was retired on 12 May 2026. Use instead:')
  expect(entries.map(({ id }) => id)).toEqual(['image:openai/gpt-image-2.6-flare'])
})

test('what people call it is found: by the kind first, then its models', () => {
  const ids = (query: string) => findEntries(catalog, query).entries.map(({ id }) => id)
  expect(ids('photo').slice(0, 2)).toEqual(['import', 'image'])
  expect(ids('photo')).toContain('image:fal/flux-dev')
  for (const query of ['transcribe', 'transcript', 'Dictation']) expect(ids(query)).toContain('text:openai/whisper-1')
  expect([ids('movie')[0], ids('sfx')[0], ids('upload')[0], ids('montage')[0]]).toEqual([
    'video',
    'audio',
    'import',
    'assembly',
  ])
})

test('who asks for cheap gets the cheapest model first, and those without a known price last', () => {
  for (const query of ['cheap video', 'Cheapest image', 'affordable speech', 'cheap']) {
    const { entries } = findEntries(catalog, query)
    const prices = entries.map(({ kind, model }) => {
      const step = model && stepOfEntry(catalog, { kind, model: model.id })
      return step ? listPrice(step) : expect.unreachable('a kind has no price')
    })
    const known = prices.flatMap((price) => (price === 'unknown' ? [] : [price.high]))
    expect(entries.length).toBeGreaterThan(3)
    expect(known).toEqual(known.toSorted((a, b) => a - b))
    expect(prices.slice(0, known.length)).not.toContain('unknown')
  }
  expect(new Set(findEntries(catalog, 'cheap video').entries.map(({ kind }) => kind))).toEqual(new Set(['video']))
})
