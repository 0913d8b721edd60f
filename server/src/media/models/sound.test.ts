import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { draftMusic } from '../../../../nodes/src/providers/draft/music/definition.ts'
import { executor as music } from '../../../../nodes/src/providers/draft/music/executor.ts'
import { draftVoice } from '../../../../nodes/src/providers/draft/voice/definition.ts'
import { executor as voice } from '../../../../nodes/src/providers/draft/voice/executor.ts'
import { openTestContext, type TestContext } from './test-context.ts'

// Real encoders on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let test: TestContext
beforeAll(async () => {
  test = await openTestContext()
})
afterAll(() => test.close())

const keep = async (given: Awaited<ReturnType<typeof voice.run>>['audio']) => {
  if ('map' in given) throw new Error('one sound was expected')
  return test.keep(given)
}

describe('the draft voice', () => {
  it('speaks in a worker, as loud as speech should be, with its words', async () => {
    const params = draftVoice.params.parse({})
    const { audio, words } = await voice.run(
      { params, inputs: { script: 'Tonight, a light is burning.' }, take: 0 },
      test.context,
    )
    const asset = await keep(audio)
    expect(asset).toMatchObject({ kind: 'audio', mime: 'audio/wav', hasAudio: true })
    expect(words).toHaveLength(5)
    const { integrated, peak } = await test.context.media.loudness(asset)
    expect(integrated).toBeGreaterThan(-21)
    expect(integrated).toBeLessThan(-17)
    expect(peak).toBeLessThan(0)
  })
})

describe('the draft music', () => {
  it('plays in a worker, at the loudness of a bed', async () => {
    const params = draftMusic.params.parse({ seconds: 6, mood: 'driving', tempo: 120 })
    const asset = await keep((await music.run({ params, inputs: {}, take: 0 }, test.context)).audio)
    expect(asset).toMatchObject({ kind: 'audio', seconds: 6 })
    const { integrated, peak } = await test.context.media.loudness(asset)
    expect(integrated).toBeCloseTo(-18, 0)
    expect(peak).toBeLessThan(0)
  })

  it('plays something else on a re-roll, and the same on a seed', async () => {
    const play = async (take: number, more = {}) => {
      const params = draftMusic.params.parse({ seconds: 5, ...more })
      return (await keep((await music.run({ params, inputs: {}, take }, test.context)).audio)).asset
    }
    const [first, again, seeded, seededAgain] = await Promise.all([
      play(0),
      play(1),
      play(0, { seed: 7 }),
      play(1, { seed: 7 }),
    ])
    expect(first).not.toBe(again)
    expect(seeded).toBe(seededAgain)
  })
})
