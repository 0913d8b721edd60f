import { expect, onTestFinished, test } from 'vitest'
import { LiveFactsSchema, type LiveFacts } from '@reelgraph/shared'
import { catalog } from './catalog.ts'
import { conformances } from './conformance.ts'
import { liveListers } from './live.ts'
import { startEmulator } from './testing/emulator-kit.ts'

const open = async (provider: keyof typeof liveListers) => {
  const table = conformances.find((each) => each.provider === provider)
  const lister = liveListers[provider]
  if (!table || !lister) throw new Error(`${provider} has no emulator, or lists nothing`)
  const emulator = await startEmulator(table.draw)
  onTestFinished(async () => emulator.close())
  const baseUrl = table.baseUrl?.(emulator.url) ?? emulator.url
  const read = async (values: Readonly<Record<string, string>> = table.values): Promise<LiveFacts> => {
    const { readLive } = await lister.load()
    return LiveFactsSchema.parse(await readLive({ values, baseUrl, fetch, signal: AbortSignal.timeout(5000) }))
  }
  return { emulator, read }
}

test('OpenRouter tells everybody its models, with prices a million tokens, and nothing is paid for it', async () => {
  const { emulator, read } = await open('openrouter')
  const facts = await read({})
  expect(facts.rates).toMatchObject({ 'openai/gpt-6-lunaIn': 0.1, 'openai/gpt-6-lunaOut': 0.5 })
  expect(facts.choices['model']).toContainEqual({
    value: 'openai/gpt-6.1-sol',
    label: 'openai/gpt-6.1-sol · $2 in, $10 out a million tokens · reads 400k',
  })
  expect(emulator.paid).toHaveLength(0)
})

test('what it lists now goes before what came with Reelgraph, and prices what is only known to it', async () => {
  const any = catalog.models.get('openrouter/any')
  const price = (model: string, rates: Readonly<Record<string, number>>) =>
    any?.price?.({ params: any.params.parse({ model }), inputs: { prompt: '', system: '' }, rates })
  const listed = { gpt6LunaIn: 0.1, gpt6LunaOut: 0.5 }
  const now = { 'openai/gpt-6-lunaIn': 1, 'openai/gpt-6-lunaOut': 5, 'new/modelIn': 0, 'new/modelOut': 0 }
  expect(price('openai/gpt-6-luna', { ...listed, ...now })).toMatchObject({ low: 5 })
  expect(price('openai/gpt-6-luna', listed)).toMatchObject({ low: 0 })
  expect(price('new/model', { ...listed, ...now })).toEqual({ low: 0, high: 0 })
  expect(price('new/model', listed)).toBe('unknown')
})

test('of a hostile list only what can be used is taken', async () => {
  const { emulator, read } = await open('openrouter')
  const model = (id: unknown, prompt: unknown, more = {}) => ({
    id,
    name: 'N',
    pricing: { prompt, completion: '0.000001' },
    ...more,
  })
  const data = [
    model('good/one', '0.000002'),
    model('<img src=x onerror=alert(1)>', '0.1'),
    model('a/negative', '-1'),
    model('a/dear', '1'),
    model('a/word', 'cheap'),
    model(7, '0'),
    model('a/picture', '0', { architecture: { output_modalities: ['image'] } }),
    { ...model('a/by-request', '0'), pricing: { prompt: '0', completion: '0', request: '0.5' } },
    { ...model('a/named', '0'), name: `line\nbreak\u0000 ${'x'.repeat(9000)}` },
    null,
    '__proto__',
  ]
  emulator.fail({ as: 'answer', status: 200, body: { data } }, { on: 'free' })
  const { rates, choices } = await read()
  expect(Object.keys(rates).toSorted()).toEqual(['a/namedIn', 'a/namedOut', 'good/oneIn', 'good/oneOut'])
  expect(choices['model']?.map(({ value }) => value)).toEqual([
    'good/one',
    'a/negative',
    'a/dear',
    'a/word',
    'a/by-request',
    'a/named',
  ])
  expect(choices['model']?.at(-1)?.label).toMatch(/^line break x+ · /)
})

test('a list that is none is an error, which whoever asks gets over', async () => {
  const { emulator, read } = await open('openrouter')
  emulator.fail({ as: 'answer', status: 503, body: 'down' }, { on: 'free' })
  await expect(read()).rejects.toThrow('HTTP 503')
  emulator.fail({ as: 'answer', status: 200, body: { data: 'none' } }, { on: 'free' })
  await expect(read()).rejects.toThrow(/expected array/)
})

test('ElevenLabs tells every voice of the account, page by page', async () => {
  const { emulator, read } = await open('elevenlabs')
  const { choices } = await read()
  expect(choices['voiceId']).toHaveLength(130)
  expect(choices['voiceId']?.at(-1)).toEqual({
    value: 'Voice000000000000129',
    label: 'My narrator, british, female, cloned',
  })
  expect([emulator.calls.length, emulator.paid.length]).toEqual([2, 0])
})

test('Workers AI and a server of one’s own tell the models that write', async () => {
  const cloudflare = await open('cloudflare')
  expect((await cloudflare.read()).choices['model']).toContainEqual({
    value: '@cf/meta/llama-4-scout-17b-16e-instruct',
    label: 'llama-4-scout-17b-16e-instruct, by meta',
  })
  const result = [{ name: '@cf/meta/whisper', task: { name: 'Speech' } }, { name: 'odd' }, null]
  cloudflare.emulator.fail({ as: 'answer', status: 200, body: { result } }, { on: 'free' })
  expect((await cloudflare.read()).choices['model']).toEqual([])
  const own = await open('compatible')
  expect((await own.read()).choices['model']).toContainEqual({ value: 'gpt-oss:20b', label: 'gpt-oss:20b' })
  expect([...cloudflare.emulator.paid, ...own.emulator.paid]).toEqual([])
})

test('fal’s prices count where they are in the unit that ours are in', async () => {
  const { emulator, read } = await open('fal')
  expect((await read()).rates).toMatchObject({ fluxDevPerMegapixel: 0.025 })
  const prices = [{ endpoint_id: 'fal-ai/flux/dev', unit_price: 9, unit: 'seconds', currency: 'USD' }]
  emulator.fail({ as: 'answer', status: 200, body: { prices } }, { on: 'free', times: 9 })
  expect((await read()).rates).toEqual({})
  expect(emulator.paid).toHaveLength(0)
})
