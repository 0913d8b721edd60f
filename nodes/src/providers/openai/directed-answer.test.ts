import { describe, expect, test } from 'vitest'
import { ResponseSchema, directedState } from './directed-answer.ts'

const PROMPT = 'A lighthouse in a storm'
const PICTURE = Buffer.from('a picture').toString('base64')
const usage = { input_tokens: 1000, output_tokens: 100, output_tokens_details: { reasoning_tokens: 60 } }
const image_gen = {
  ...{ input_tokens: 300, input_tokens_details: { text_tokens: 100, image_tokens: 200 }, output_tokens: 1000 },
}

const stateOf = (more: object, call: object = {}) => {
  const drawn = { id: 'ig_1', type: 'image_generation_call', status: 'completed', result: PICTURE, ...call }
  const answer = { id: 'resp_1', status: 'completed', output: [{ type: 'reasoning', summary: [] }, drawn], ...more }
  return directedState(ResponseSchema.parse(answer), { writer: 'gpt-6.1-sol', prompt: PROMPT })
}

describe('a picture that a model has worked out and drawn', () => {
  test('is kept with what it was drawn from, where that is another prompt', () => {
    expect(stateOf({}, { revised_prompt: 'A lighthouse, 35 mm, rain' })).toMatchObject({
      ...{ state: 'done', requestId: 'resp_1', prompt: 'A lighthouse, 35 mm, rain' },
      outputs: { image: { bytes: new Uint8Array(Buffer.from('a picture')) } },
    })
    for (const same of [` ${PROMPT}\n`, '', null, undefined])
      expect(stateOf({}, { revised_prompt: same })).not.toHaveProperty('prompt')
    const long = stateOf({}, { revised_prompt: 'x'.repeat(32_000) })
    expect(long.state === 'done' && long.prompt?.length).toBe(20_000)
  })

  test('costs what was read and written, at the price of who wrote, and the tokens of the picture', () => {
    expect(stateOf({ usage, tool_usage: { image_gen } })).toMatchObject({
      cost: 1000 * 2 + 100 * 10 + 100 * 5 + 200 * 8 + 1000 * 30,
      units: {
        ...{ 'read tokens': 1000, 'written tokens': 100, 'thinking tokens': 60 },
        ...{ 'prompt tokens': 100, 'picture tokens': 200, 'image tokens': 1000 },
      },
    })
  })

  test.each([
    ['its picture', { usage }],
    ['its words', { tool_usage: { image_gen } }],
    ['anything', {}],
  ])('does not say that it cost only a part where the tokens of %s are not told', (_, told) => {
    expect(stateOf(told)).not.toHaveProperty('cost')
  })

  test('is taken from an answer that broke off after it', () => {
    const state = stateOf({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })
    expect(state.state).toBe('done')
  })
})

test.each(['queued', 'in_progress', 'something new'])('“%s” is no end', (status) => {
  expect(['queued', 'running']).toContain(stateOf({ status, output: [] }).state)
})

test('a picture of ours that it cannot read is named', () => {
  const error = { code: 'image_too_small', message: 'The image is too small.' }
  expect(stateOf({ status: 'failed', output: [], error })).toMatchObject({
    ...{ state: 'failed', charged: 'unknown' },
    error: { code: 'bad-parameter', field: 'references', requestId: 'resp_1' },
  })
})
