import { catalog } from '@reelgraph/nodes/catalog'
import { expect, test } from 'vitest'
import { findEntries } from './find-entries.ts'

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
