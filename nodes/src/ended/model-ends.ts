import type { ModelEnd, ParamRules } from '@reelgraph/shared'
import { neverHere } from './never-here.ts'
import { CHAT, DALL_E, ELEVEN, FLUX, GEN_3, GPT_IMAGE, OPENAI_SPEECH, SORA, VEO } from './param-rules.ts'

/** Every way a model of a maker is written: alone, and behind those on whose account it ran. */
const named = (makers: readonly string[], ...names: readonly string[]): readonly string[] => [
  ...names,
  ...makers.flatMap((maker) => names.map((name) => `${maker}/${name}`)),
]

const openai = (...names: readonly string[]) => named(['openai'], ...names)
const everywhere = (maker: string, ...names: readonly string[]) =>
  named([maker, 'openrouter', `openrouter/${maker}`], ...names)

const LARGE_GPT = ['openai/gpt-6.1-sol', 'openrouter/gpt-6.1-sol']
const SMALL_GPT = ['openai/gpt-6-luna', 'openrouter/gpt-6-luna']
const SONNET = ['anthropic/claude-sonnet-5.5', 'openrouter/claude-sonnet-5.5']
const HAIKU = ['anthropic/claude-haiku-5.5', 'openrouter/claude-haiku-5.5']
const FLASH = ['gemini/gemini-3.8-flash', 'openrouter/gemini-3.8-flash']
const PICTURES = ['openai/gpt-image-2.6-flare', 'openai/gpt-image-2.6-sunburst']
const BANANA = ['gemini/nano-banana-2.1', ...PICTURES, 'fal/flux-2-pro']
const VEO_3 = ['runway/veo3.1', 'fal/veo3.1']
const SPEECH = ['elevenlabs/multilingual-v2', 'elevenlabs/v3']

interface Writer {
  readonly ids: readonly string[]
  readonly title: string
  readonly successors: readonly string[]
  readonly params: ParamRules
}

const writes = (title: string, ids: readonly string[], successors: readonly string[]): Writer => ({
  ...{ title, ids, successors, params: CHAT },
})

/**
 * Models that their makers have ended or will, each a row: from the makers’ own pages and notices, November 2026. A model of
 * the catalogue that ends has its row here too.
 */
export const modelEnds: readonly ModelEnd[] = [
  // pictures
  {
    ids: openai('dall-e-3', 'dalle-3', 'dalle3'),
    title: 'DALL·E 3',
    retiredOn: '2026-05-12',
    successors: PICTURES,
    params: DALL_E,
  },
  {
    ids: openai('dall-e-2', 'dalle-2', 'dalle2'),
    title: 'DALL·E 2',
    retiredOn: '2026-05-12',
    successors: PICTURES,
    params: DALL_E,
  },
  {
    ...{ ids: openai('gpt-image-1'), title: 'GPT Image 1', retiredOn: '2026-10-23', params: GPT_IMAGE },
    successors: ['openai/gpt-image-2.5-flare', 'openai/gpt-image-2.6-flare'],
  },
  {
    ids: named(['google', 'gemini', 'fal', 'fal-ai'], 'imagen3', 'imagen-3', 'imagen-3.0-generate-002'),
    title: 'Imagen 3',
    retiredOn: '2026-08',
    successors: BANANA,
    params: FLUX,
  },
  {
    ids: named(['google', 'gemini', 'fal', 'fal-ai'], 'imagen4', 'imagen-4', 'imagen-4.0-generate-001'),
    title: 'Imagen 4',
    retiredOn: '2026-08-17',
    successors: BANANA,
    params: FLUX,
  },
  {
    ids: named(['fal', 'fal-ai'], 'flux-pro', 'flux.1-pro', 'flux-pro/new'),
    title: 'FLUX.1 pro',
    retiredOn: '2026-08',
    successors: ['fal/flux-2-pro'],
    params: FLUX,
  },
  {
    ids: named(['google', 'gemini', 'fal', 'fal-ai'], 'gemini-3.1-flash-image'),
    title: 'Gemini 3.1 Flash Image',
    retiredOn: '2026-10-29',
    successors: BANANA,
    params: FLUX,
  },

  // video
  {
    ids: named(['openai', 'fal', 'fal-ai'], 'sora', 'sora-2', 'sora-2-pro'),
    title: 'Sora',
    retiredOn: '2026-09-24',
    successors: VEO_3,
    params: SORA,
  },
  {
    ids: named(['runway'], 'gen3a_turbo', 'gen3a-turbo', 'gen3-alpha-turbo'),
    title: 'Gen-3 Alpha Turbo',
    retiredOn: '',
    successors: ['runway/gen4-turbo'],
    params: GEN_3,
  },
  {
    ids: named(['runway'], 'gen3a', 'gen3-alpha'),
    title: 'Gen-3 Alpha',
    retiredOn: '',
    successors: ['runway/gen4.5'],
    params: GEN_3,
  },
  { ids: named(['runway'], 'gen4_aleph', 'gen4-aleph'), title: 'Gen-4 Aleph', retiredOn: '2026-07-30', successors: [] },
  {
    ids: named(['runway', 'google', 'fal', 'fal-ai'], 'veo3', 'veo-3', 'veo-3.0-generate-001', 'veo3/fast'),
    title: 'Veo 3',
    retiredOn: '2026-06-30',
    successors: VEO_3,
    params: VEO,
  },
  {
    ids: named(['google', 'gemini', 'fal', 'fal-ai'], 'veo2', 'veo-2', 'veo-2.0-generate-001'),
    title: 'Veo 2',
    retiredOn: '2026-06-30',
    successors: VEO_3,
    params: VEO,
  },

  // speech
  {
    ids: named(['elevenlabs'], 'eleven_monolingual_v1', 'monolingual-v1'),
    title: 'Eleven Monolingual v1',
    retiredOn: '2026-07',
    successors: SPEECH,
    params: ELEVEN,
  },
  {
    ids: named(['elevenlabs'], 'eleven_multilingual_v1', 'multilingual-v1'),
    title: 'Eleven Multilingual v1',
    retiredOn: '2026-07',
    successors: SPEECH,
    params: ELEVEN,
  },
  {
    ids: openai('gpt-4o-mini-tts'),
    title: 'GPT-4o mini TTS',
    endsOn: '2027-01-06',
    successors: SPEECH,
    params: OPENAI_SPEECH,
  },
  {
    ids: openai('tts-1', 'tts-1-hd'),
    title: 'OpenAI TTS',
    endsOn: '2027-01-06',
    successors: SPEECH,
    params: OPENAI_SPEECH,
  },

  // texts
  {
    ...writes(
      'Claude 3.5 Sonnet',
      everywhere(
        'anthropic',
        'claude-3.5-sonnet',
        'claude-3-5-sonnet',
        'claude-3-5-sonnet-20241022',
        'claude-3-5-sonnet-latest',
      ),
      SONNET,
    ),
    retiredOn: '2025-10-28',
  },
  {
    ...writes(
      'Claude 3.7 Sonnet',
      everywhere('anthropic', 'claude-3.7-sonnet', 'claude-3-7-sonnet', 'claude-3-7-sonnet-latest'),
      SONNET,
    ),
    retiredOn: '2026-02-19',
  },
  {
    ...writes('Claude Sonnet 4', everywhere('anthropic', 'claude-sonnet-4', 'claude-sonnet-4-20250514'), SONNET),
    retiredOn: '2026-06-15',
  },
  {
    ...writes('Claude Opus 4', everywhere('anthropic', 'claude-opus-4', 'claude-opus-4-20250514'), SONNET),
    retiredOn: '2026-06-15',
  },
  {
    ...writes('Claude Sonnet 4.5', everywhere('anthropic', 'claude-sonnet-4.5', 'claude-sonnet-4-5'), SONNET),
    endsOn: '2026-11-30',
  },
  {
    ...writes(
      'Claude 3.5 Haiku',
      everywhere('anthropic', 'claude-3.5-haiku', 'claude-3-5-haiku', 'claude-3-5-haiku-latest'),
      HAIKU,
    ),
    retiredOn: '',
  },
  { ...writes('Claude 3 Haiku', everywhere('anthropic', 'claude-3-haiku'), HAIKU), retiredOn: '' },
  { ...writes('GPT-4', everywhere('openai', 'gpt-4'), LARGE_GPT), retiredOn: '2026-10-23' },
  { ...writes('GPT-4 Turbo', everywhere('openai', 'gpt-4-turbo'), LARGE_GPT), retiredOn: '2026-10-23' },
  { ...writes('o1', everywhere('openai', 'o1'), LARGE_GPT), retiredOn: '2026-10-23' },
  { ...writes('GPT-3.5 Turbo', everywhere('openai', 'gpt-3.5-turbo'), SMALL_GPT), retiredOn: '2026-10-23' },
  { ...writes('GPT-4.1 nano', everywhere('openai', 'gpt-4.1-nano'), SMALL_GPT), retiredOn: '2026-10-23' },
  { ...writes('o3-mini', everywhere('openai', 'o3-mini'), SMALL_GPT), retiredOn: '2026-10-23' },
  { ...writes('o4-mini', everywhere('openai', 'o4-mini'), SMALL_GPT), retiredOn: '2026-10-23' },
  { ...writes('ChatGPT-4o', everywhere('openai', 'chatgpt-4o-latest'), LARGE_GPT), retiredOn: '2026-02-17' },
  { ...writes('GPT-4o', everywhere('openai', 'gpt-4o'), LARGE_GPT), endsOn: '2027-01-14' },
  { ...writes('GPT-4.1', everywhere('openai', 'gpt-4.1'), LARGE_GPT), endsOn: '2027-01-14' },
  { ...writes('GPT-4o mini', everywhere('openai', 'gpt-4o-mini'), SMALL_GPT), endsOn: '2027-01-14' },
  { ...writes('GPT-4.1 mini', everywhere('openai', 'gpt-4.1-mini'), SMALL_GPT), endsOn: '2027-01-14' },
  { ...writes('GPT-5', everywhere('openai', 'gpt-5'), LARGE_GPT), endsOn: '2026-12-11' },
  { ...writes('o3', everywhere('openai', 'o3'), LARGE_GPT), endsOn: '2026-12-11' },
  { ...writes('GPT-5 mini', everywhere('openai', 'gpt-5-mini'), SMALL_GPT), endsOn: '2026-12-11' },
  { ...writes('GPT-5 nano', everywhere('openai', 'gpt-5-nano'), SMALL_GPT), endsOn: '2026-12-11' },
  {
    ...writes(
      'Gemini 1.5',
      named(
        ['google', 'gemini', 'openrouter', 'openrouter/google'],
        'gemini-1.5-flash',
        'gemini-1.5-pro',
        'gemini-flash-1.5',
        'gemini-pro-1.5',
      ),
      FLASH,
    ),
    retiredOn: '',
  },
  {
    ...writes(
      'Gemini 2.0',
      named(
        ['google', 'gemini', 'openrouter', 'openrouter/google'],
        'gemini-2.0-flash',
        'gemini-2.0-flash-001',
        'gemini-2.0-flash-lite',
      ),
      FLASH,
    ),
    retiredOn: '2026-06-01',
  },

  ...neverHere,
]
