import { randomUUID } from 'node:crypto'
import type { Desk } from '../../testing/emulator-kit.ts'
import { picture } from '../../testing/real-media.ts'
import { pixelsOf } from './emulator-schema.ts'
import type { AskedResponse } from './emulator-responses-schema.ts'

/** One answer that is made in the background. */
export interface Background {
  readonly id: string
  readonly asked: AskedResponse
  looks: number
  cancelled: boolean
}

export const newBackground = (asked: AskedResponse): Background => ({
  ...{ id: `resp_${randomUUID().replaceAll('-', '')}`, asked, looks: 0, cancelled: false },
})

/** Waiting, then at work, then done: each look is a step further. */
export const statusOf = ({ looks, cancelled }: Background, desk: Desk) => {
  if (cancelled) return 'cancelled'
  if (looks <= 1) return 'queued'
  return looks === 2 || desk.held ? 'in_progress' : 'completed'
}

/** As it is told at a look. */
export const told = async (job: Background, desk: Desk) => {
  const status = statusOf(job, desk)
  const { id, asked } = job
  const common = {
    ...{ id, object: 'response', created_at: 1_763_000_000, status, background: true, store: true, model: asked.model },
    ...{ error: null, incomplete_details: null, parallel_tool_calls: false, tool_choice: asked.tool_choice },
    ...{ instructions: asked.instructions ?? null, metadata: {}, temperature: 1, top_p: 1, max_tool_calls: 1 },
  }
  if (status === 'queued' || status === 'cancelled') return { ...common, output: [], usage: null }
  const call = { id: `ig_${id.slice(5)}`, type: 'image_generation_call' }
  if (status === 'in_progress')
    return { ...common, output: [{ ...call, status: 'generating', result: null }], usage: null }
  return { ...common, ...(await drawn(asked, call)) }
}

const drawn = async ({ input, tools }: AskedResponse, call: { readonly id: string; readonly type: string }) => {
  const parts = input.flatMap(({ content }) => content)
  const words = parts.map((part) => (part.type === 'input_text' ? part.text : '')).join('\n')
  const pictures = parts.filter(({ type }) => type === 'input_image').length
  const [{ size, output_format: format = 'png', quality = 'auto', background = 'auto', action }] = tools
  const [width, height] = pixelsOf(size)
  const bytes = await picture({ width, height, format, seed: words.length })
  const read = 265 + Math.ceil(words.length / 4) + pictures * 800
  const [text, image, made] = [Math.ceil(words.length / 2), pictures * 1000, 1056]
  return {
    output: [
      { id: `rs_${call.id}`, type: 'reasoning', summary: [] },
      {
        ...{ ...call, status: 'completed', result: Buffer.from(bytes).toString('base64'), action, size, quality },
        ...{ background, output_format: format, revised_prompt: `A film still, 35 mm: ${words}. Cold light, rain.` },
      },
      {
        ...{ id: `msg_${call.id}`, type: 'message', status: 'completed', role: 'assistant' },
        content: [{ type: 'output_text', text: 'Here it is.', annotations: [], logprobs: [] }],
      },
    ],
    usage: {
      ...{ input_tokens: read, input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 } },
      ...{ output_tokens: 120, output_tokens_details: { reasoning_tokens: 64 }, total_tokens: read + 120 },
    },
    tool_usage: {
      image_gen: {
        ...{ input_tokens: text + image, input_tokens_details: { text_tokens: text, image_tokens: image } },
        ...{ output_tokens: made, output_tokens_details: { text_tokens: 0, image_tokens: made } },
        total_tokens: text + image + made,
      },
      web_search: { num_requests: 0 },
    },
  }
}
