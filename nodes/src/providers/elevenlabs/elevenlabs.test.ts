import type { AssetValue, AttemptFacts, Context } from '@reelgraph/shared'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sound } from '../../testing/real-media.ts'
import { startEmulator, type Emulator } from '../../testing/emulator-kit.ts'
import { checkAccount } from './account.ts'
import { drawElevenLabs, ELEVENLABS_KEY, RESTRICTED_KEY } from './emulator.ts'
import { elevenlabs } from './provider.ts'
import { executor as scribing } from './scribe.ts'
import { scribe, termsIn } from './scribe-model.ts'
import { music, soundEffects } from './sound-models.ts'
import { speechExecutor } from './speech-executor.ts'
import { flashV25, multilingualV2, v3 } from './speech-models.ts'

const open = async (): Promise<Emulator> => {
  const emulator = await startEmulator(drawElevenLabs)
  onTestFinished(async () => emulator.close())
  return emulator
}

interface Desk {
  readonly emulator: Emulator
  readonly bytes?: Uint8Array
  readonly told?: AttemptFacts[]
}

const contextOf = ({ emulator, bytes, told }: Desk): Context =>
  ({
    assets: { bytes: async () => bytes },
    http: { paid: () => fetch },
    baseUrl: emulator.url,
    secret: () => ELEVENLABS_KEY,
    report: (facts: AttemptFacts) => void told?.push(facts),
    clock: { now: () => 0, sleep: async () => new Promise(() => {}) },
  }) as unknown as Context // all that is asked of it

const bodyOf = (emulator: Emulator): unknown => JSON.parse(emulator.paid[0]?.body ?? '')

describe('speech', () => {
  test('sends every setting by its name there, and says what it took', async () => {
    const emulator = await open()
    const told: AttemptFacts[] = []
    const params = flashV25.definition.params.parse({
      ...{ stability: 0.3, similarity: 0.9, style: 0.2, speakerBoost: false, speed: 1.1, seed: 7, voice: 'sarah' },
      ...{ language: 'de', previousText: 'Vorher.', nextText: 'Nachher.', normalization: 'off' },
      pronunciation: 'd1:v1\n d2 : v2 ',
    })
    const made = await speechExecutor(flashV25).run(
      { params, inputs: { script: 'Niemand war dort.' }, take: 0 },
      contextOf({ emulator, told }),
    )
    expect(emulator.paid[0]?.path).toBe('/v1/text-to-speech/EXAVITQu4vr4xnSDxMaL/with-timestamps')
    expect(bodyOf(emulator)).toEqual({
      ...{ text: 'Niemand war dort.', model_id: 'eleven_flash_v2_5', seed: 7, language_code: 'de' },
      ...{ previous_text: 'Vorher.', next_text: 'Nachher.', apply_text_normalization: 'off' },
      voice_settings: { stability: 0.3, similarity_boost: 0.9, style: 0.2, use_speaker_boost: false, speed: 1.1 },
      pronunciation_dictionary_locators: [
        { pronunciation_dictionary_id: 'd1', version_id: 'v1' },
        { pronunciation_dictionary_id: 'd2', version_id: 'v2' },
      ],
    })
    expect(made.words).toMatchObject([{ word: 'Niemand', start: 0 }, { word: 'war' }, { word: 'dort.' }])
    expect(Object.assign({}, ...told)).toEqual({ seed: 7, requestId: expect.any(String), units: { credits: 17 } })
  })

  test('says what it can in the three degrees that v3 knows, and leaves out what is empty', async () => {
    const emulator = await open()
    const params = v3.definition.params.parse({ stability: 'creative', voiceId: ' 4tRn1lSkEn13EVTuqb0g ' })
    await speechExecutor(v3).run({ params, inputs: { script: '[sighs] No.' }, take: 0 }, contextOf({ emulator }))
    expect(emulator.paid[0]?.path).toContain('/4tRn1lSkEn13EVTuqb0g/')
    expect(bodyOf(emulator)).toMatchObject({ voice_settings: { stability: 0 } })
    for (const empty of ['language_code', 'previous_text', 'pronunciation_dictionary_locators'])
      expect(bodyOf(emulator)).not.toHaveProperty(empty)
  })

  const problems = (changed: object, script?: string) =>
    v3.definition
      .problems?.({ params: v3.definition.params.parse(changed), inputs: script === undefined ? {} : { script } })
      .map(({ field }) => field)

  test('an empty script makes no call, nor one that is too long', () => {
    expect(problems({}, ' \n')).toEqual(['script'])
    expect(problems({}, 'x'.repeat(5001))).toEqual(['script'])
    expect(problems({}, 'x'.repeat(5000))).toEqual([])
    expect(problems({})).toEqual([])
  })

  test('names what cannot be a voice, a language or a dictionary', () => {
    expect(problems({ voiceId: '../v1/user' })).toEqual(['voiceId'])
    expect(problems({ language: 'DE' })).toEqual(['language'])
    expect(problems({ pronunciation: 'one\ntwo:2' })).toEqual(['pronunciation'])
    expect(problems({ pronunciation: 'a:1\nb:1\nc:1\nd:1' })).toEqual(['pronunciation'])
    expect(problems({ voiceId: 'JBFqnCBsd6RMkjVDRZzb', language: 'de', pronunciation: 'a:1\n' })).toEqual([])
  })
})

describe('speech to text', () => {
  const listen = async (changed: object, port: 'audio' | 'video') => {
    const emulator = await open()
    const bytes = await sound({ seconds: 2, format: 'mp3' })
    const mime = port === 'audio' ? 'audio/mpeg' : 'video/mp4'
    const facts = { asset: 'a'.repeat(64), kind: port, mime, bytes: 1, seconds: 2, hasAudio: true }
    const media = facts as AssetValue // the hash is no real one
    const params = scribe.params.parse({ ...changed, from: port })
    const ctx = contextOf({ emulator, bytes })
    const taken = { ffmpeg: async () => ({ path: '/scratch/1.m4a' }), bytes: async () => bytes }
    const task = { params, inputs: { [port]: media }, take: 0 }
    const made = await scribing.run(task, { ...ctx, media: { ...ctx.media, ...taken } })
    return { made, sent: emulator.paid[0]?.body ?? '' }
  }

  test('gives the text, and every word with its time', async () => {
    const { made } = await listen({}, 'audio')
    expect(made['text']).toBe('With a soft voice she tells it.')
    expect(made['words']).toHaveLength(7)
    expect(made['words']).toMatchObject([{ word: 'With', start: 0, end: 0.18 }, { word: 'a' }, {}, {}, {}, {}, {}])
  })

  test('says who speaks where that was asked, and sends what was set', async () => {
    const { made, sent } = await listen({ diarize: true, speakers: 2, keyterms: 'Reelgraph\nGen-4.5' }, 'video')
    expect(made['words']).toMatchObject([{ word: 'With', speaker: 'speaker_0' }, {}, {}, {}, {}, {}, {}])
    for (const [name, value] of [
      ['model_id', 'scribe_v2'],
      ['diarize', 'true'],
      ['num_speakers', '2'],
      ['keyterms', 'Reelgraph'],
      ['keyterms', 'Gen-4.5'],
    ])
      expect(sent).toMatch(new RegExp(`name="${name}"\\r\\n\\r\\n${value}\\r\\n`))
    expect(sent).toMatch(/name="file"; filename="sound.mp4"\r\nContent-Type: audio\/mp4/)
  })

  test('takes terms of at most five words', () => {
    expect(termsIn(' a b c d e \n\nReelgraph')).toEqual(['a b c d e', 'Reelgraph'])
    for (const text of ['a b c d e f', 'x'.repeat(50), '<b>']) expect(termsIn(text)).toBeUndefined()
  })
})

describe('prices', () => {
  const rates = elevenlabs.prices?.rates ?? {}
  const micros = (dollars: number): number => Math.round(dollars * 1e6)

  test('of speech hang on the letters, and are unknown without a script', () => {
    for (const [{ definition }, dollars] of [
      [multilingualV2, 0.1],
      [flashV25, 0.05],
    ] as const) {
      const params = definition.params.parse({})
      const priced = (inputs: { readonly script?: string }) =>
        definition.price?.({ params: params as never, inputs, rates }) // of this very definition
      expect(priced({ script: 'x'.repeat(1000) })).toEqual({ low: micros(dollars), high: micros(dollars) })
      expect(priced({})).toBe('unknown')
    }
  })

  test('of music are a range by the plan, of sounds one price', () => {
    const params = music.params.parse({ seconds: 120 })
    expect(music.price?.({ params, inputs: {}, rates })).toEqual({ low: micros(0.3), high: micros(0.6) })
    const any = { params: soundEffects.params.parse({}), inputs: {}, rates }
    expect(soundEffects.price?.(any)).toEqual({ low: micros(0.12), high: micros(0.12) })
  })

  test('of speech to text hang on the length, and terms cost more', () => {
    const audio = { kind: 'audio', seconds: 1800 } as AssetValue // all that the price asks for
    const priced = (changed: object, inputs: object) =>
      scribe.price?.({ params: scribe.params.parse(changed), inputs, rates })
    expect(priced({}, { audio })).toEqual({ low: micros(0.11), high: micros(0.2) })
    expect(priced({ keyterms: 'Reelgraph' }, { audio })).toEqual({ low: micros(0.132), high: micros(0.24) })
    expect(priced({}, {})).toBe('unknown')
  })
})

describe('the account', () => {
  const ask = async (emulator: Emulator, key: string) =>
    checkAccount({ values: { key }, baseUrl: emulator.url, fetch, signal: new AbortController().signal })

  test('tells the plan, what is left of it, and how many at once it allows', async () => {
    const emulator = await open()
    expect(await ask(emulator, ELEVENLABS_KEY)).toEqual({
      ...{ owner: 'Plan “creator”', credits: { amount: 82_769, unit: 'credits' }, concurrency: 5 },
      notes: ['New credits come on 2026-12-01.'],
    })
    expect(emulator.paid).toEqual([])
  })

  test('of a key that may not see the plan works all the same', async () => {
    expect(await ask(await open(), RESTRICTED_KEY)).toEqual({ notes: [expect.stringMatching(/key works/)] })
  })

  test.each([
    [
      'a wrong key',
      { as: 'answer', status: 401, body: { detail: { code: 'invalid_api_key' } } } as const,
      'key-rejected',
    ],
    ['a bad day', { as: 'answer', status: 503, body: 'down' } as const, 'provider-down'],
    ['nobody there', { as: 'dropped', accepts: false } as const, 'provider-down'],
  ])('says so of %s', async (_, failure, code) => {
    const emulator = await open()
    emulator.fail(failure, { on: 'all', times: 2 })
    await expect(ask(emulator, 'wrong')).rejects.toMatchObject({ code })
  })
})
