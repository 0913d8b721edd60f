import { setTimeout as delay } from 'node:timers/promises'
import type { Desk } from './emulator-kit.ts'

/** One chat as a service that speaks OpenAI's protocol has answered it. */
export interface EmulatedChat {
  readonly id: string
  readonly model: string
  readonly text: string
  readonly finish: 'stop' | 'length'
  readonly usage: EmulatedUsage
}

export interface EmulatedUsage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
}

interface Asked {
  readonly id: string
  readonly model: string
  /** Everything that was sent to be read. */
  readonly words: string
  readonly limit: number
  /** The JSON Schema that the answer is held to. */
  readonly schema?: unknown
}

const LINES = [
  'Wide shot: a lighthouse in a storm, one lit window, cold blue light.',
  'Medium shot: the keeper climbs the stairs, lantern in hand, warm light from below.',
  'Close-up: rain on the glass, a ship far out, its light going under.',
]

/** Tokens are four characters, as nearly as anybody needs them here. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4)

export const emulateChat = ({ id, model, words, limit, schema }: Asked): EmulatedChat => {
  const whole = schema === undefined ? LINES.join('\n') : JSON.stringify(madeFor(schema))
  const cut = tokensOf(whole) > limit
  const text = cut ? whole.slice(0, limit * 4) : whole
  const usage = { prompt_tokens: tokensOf(words) + 8, completion_tokens: tokensOf(text) }
  return { id, model, text, finish: cut ? 'length' : 'stop', usage }
}

/** Something of the shape that a JSON Schema asks for. */
const madeFor = (schema: unknown): unknown => {
  const { type, properties, items } = schema as {
    readonly type?: string
    readonly properties?: Readonly<Record<string, unknown>>
    readonly items?: unknown
  } // read as far as it is one
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties ?? {}).map(([name, of]) => [name, madeFor(of)]))
  if (type === 'array') return items === undefined ? [] : LINES.map((line) => (isString(items) ? line : madeFor(items)))
  if (type === 'number' || type === 'integer') return 5
  if (type === 'boolean') return true
  return LINES[0]
}

const isString = (schema: unknown): boolean => (schema as { readonly type?: unknown }).type === 'string'

interface Streaming {
  /** As this service tells it. */
  readonly usage?: unknown
  /** Some keep the line awake. */
  readonly comments?: boolean
  readonly desk: Desk
}

/** The chat as it is streamed, word by word; half of it where nothing is to get done. */
export const chatStream = (
  { id, model, text, finish }: EmulatedChat,
  { usage, comments, desk }: Streaming,
): Response => {
  const common = { id, object: 'chat.completion.chunk', created: 1_763_000_000, model, system_fingerprint: 'fp_1' }
  const chunk = (delta: unknown, finished: string | null = null) => ({
    ...common,
    choices: [{ index: 0, delta, finish_reason: finished, logprobs: null }],
  })
  const events = [
    chunk({ role: 'assistant', content: '' }),
    ...(text.match(/\S+\s*/g) ?? []).map((content) => chunk({ content })),
    chunk({}, finish),
    ...(usage === undefined ? [] : [{ ...common, choices: [], usage }]),
  ]
  const told = [
    ...(comments ? [': PROCESSING\n\n'] : []),
    ...events.map((event) => `data: ${JSON.stringify(event)}\n\n`),
    'data: [DONE]\n\n',
  ]
  return eventStream(told, desk)
}

/** Events of a stream, as text; the first half of them where nothing is to get done. */
export const eventStream = (told: readonly string[], desk: Desk): Response => {
  const half = Math.ceil(told.length / 2)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async start(controller) {
      controller.enqueue(encoder.encode(told.slice(0, half).join('')))
      while (desk.held) await delay(5)
      controller.enqueue(encoder.encode(told.slice(half).join('')))
      controller.close()
    },
  })
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  })
}
