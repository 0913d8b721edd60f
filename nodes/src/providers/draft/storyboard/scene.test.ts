import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readScene } from './scene.ts'

describe('reading a scene', () => {
  it('finds place, hour, subject, what they do and what is behind them', () => {
    expect(readScene('A blacksmith forges an emblem at dawn, sparks, the city waking behind him')).toMatchObject({
      place: 'forge',
      behind: 'city',
      time: 'dawn',
      subjects: ['smith'],
      pose: 'strike',
      effects: ['sparks'],
      slug: 'EXT. FORGE — DAWN',
    })
  })

  it('reads a close-up of hands as hands, not as the whole person', () => {
    expect(readScene("Close-up of an old fisherman's hands, stormy sea")).toMatchObject({
      distance: 'close',
      place: 'sea',
      weather: 'storm',
      subjects: ['hands'],
      mood: 'tense',
    })
  })

  it('sees from the air what a room stands in, not the room', () => {
    expect(readScene('Aerial view: a blacksmith forges at dawn, the city behind him')).toMatchObject({
      distance: 'aerial',
      place: 'city',
    })
  })

  it('reads weather, light and mood of a street', () => {
    expect(readScene('Neon street in the rain at night, a lone robot')).toMatchObject({
      place: 'street',
      weather: 'rain',
      time: 'night',
      subjects: ['robot'],
      mood: 'lonely',
      effects: ['neon'],
    })
  })

  it('reads camera distance and season', () => {
    expect(readScene('Aerial shot of a river through autumn forest')).toMatchObject({
      distance: 'aerial',
      place: 'river',
      behind: 'forest',
      season: 'autumn',
    })
  })

  it('reads who is small and runs', () => {
    expect(readScene('A child runs through a wheat field at golden hour')).toMatchObject({
      subjects: ['child'],
      pose: 'run',
      place: 'field',
      time: 'golden',
      slug: 'EXT. WHEAT FIELD — GOLDEN HOUR',
    })
  })

  it('is indoors where the words are, and gives sunbeams a sun', () => {
    const scene = readScene('Interior: quiet library, dust in sunbeams')
    expect(scene).toMatchObject({ place: 'library', effects: ['dust', 'sunbeams'] })
    expect(scene.time).not.toBe('night')
    expect(scene.slug).toMatch(/^INT\. LIBRARY/)
  })

  it('takes words whole: a carpet is no car, a starfish no star, a history no storm', () => {
    const scene = readScene('The carpet of an old history house')
    expect(scene.subjects).not.toContain('car')
    expect(scene.weather).not.toBe('storm')
  })

  it('leaves a lone tree where the prompt puts it', () => {
    expect(readScene('The last tree in the desert at dusk')).toMatchObject({ place: 'desert', subjects: ['tree'] })
    expect(readScene('A path between the trees')).toMatchObject({ place: 'forest' })
  })

  it('sends a subject home when no place is named', () => {
    expect(readScene('A sailing boat, dusk').place).toBe('sea')
    expect(readScene('A rocket rises').place).toBe('space')
  })

  it('does not mind capitals', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('A wolf at night in the snow', 'Two friends in a café', 'Wide: desert dunes at noon'),
        (prompt) => {
          expect(readScene(prompt.toUpperCase())).toEqual(readScene(prompt))
        },
      ),
    )
  })

  it('makes a scene of any text at all, and the same one every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (prompt) => {
        const scene = readScene(prompt)
        expect(readScene(prompt)).toEqual(scene)
        expect(scene.subjects.length).toBeLessThanOrEqual(3)
        expect(scene.slug).toMatch(/^(INT|EXT)\. .+ — .+$/)
      }),
    )
  })

  it('gives prompts it has no words for places and hours of their own', () => {
    const scenes = ['Zorblax', 'Mnemosyne', 'Quux and frob', 'Xyzzy', 'Plugh', 'Lorem ipsum'].map(readScene)
    expect(new Set(scenes.map(({ place, time }) => `${place} ${time}`)).size).toBeGreaterThan(2)
  })
})
