import { describe, expect, test } from 'vitest'
import { catalog } from '@reelgraph/nodes/catalog'
import type { JsonObject, TaskState } from '@reelgraph/shared'
import { anthropicConformance } from '../../nodes/src/providers/anthropic/conformance.ts'
import { make } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio, type Studio } from './studio.ts'
import { conform } from './suite.ts'

conform(anthropicConformance)

describe('what Claude is asked', () => {
  const haiku = catalog.models.get('anthropic/claude-haiku-5.5')
  if (!haiku) throw new Error('Claude Haiku 5.5 is not known')
  const written = async (studio: Studio, params: JsonObject, optional = false): Promise<TaskState> =>
    make(studio, await soloProject(studio, { model: haiku, params, optional }))
  const sent = ({ emulator }: Studio): unknown => JSON.parse(emulator.paid.at(-1)?.body ?? '')

  test('one a line is a list, held to a schema', async () => {
    await inStudio({ table: anthropicConformance }, async (studio) => {
      const { outputs } = await written(studio, { split: 'lines' })
      expect(outputs?.['text']).toMatchObject({ items: [{}, {}, { value: expect.stringContaining('Close-up') }] })
      expect(sent(studio)).toMatchObject({ output_config: { format: { type: 'json_schema' } } })
    })
  })

  test('a schema of one’s own gives data; what Claude cannot be held to is asked for in words', async () => {
    await inStudio({ table: anthropicConformance }, async (studio) => {
      const shots = { type: 'integer', minimum: 3 }
      const schema = JSON.stringify({ type: 'object', properties: { title: { type: 'string' }, shots } })
      const { outputs } = await written(studio, { schema })
      expect(outputs?.['data']).toMatchObject({ value: { title: expect.any(String), shots: 5 } })
      const asked = JSON.stringify(sent(studio))
      expect(asked).toContain('"additionalProperties":false')
      expect(asked).toContain('minimum: 3')
    })
  })

  test('a schema with a part that says nothing is never sent', async () => {
    await inStudio({ table: anthropicConformance }, async (studio) => {
      const { error, attempts } = await written(studio, { schema: '{"type":"object","properties":{"title":{}}}' })
      expect(error).toMatchObject({ code: 'bad-parameter', field: 'schema', hint: expect.stringContaining('"type"') })
      expect(attempts.at(-1)?.charged).not.toBe(true)
      expect(studio.emulator.paid).toHaveLength(0)
    })
  })

  test('pictures go before the words, and count', async () => {
    await inStudio({ table: anthropicConformance }, async (studio) => {
      const { attempts, cost } = await written(studio, {}, true)
      expect(sent(studio)).toMatchObject({
        messages: [{ role: 'user', content: [{ type: 'image' }, { type: 'image' }, { type: 'text' }] }],
        system: expect.any(String),
      })
      const { 'prompt tokens': asked = 0, 'answer tokens': answered = 0 } = attempts[0]?.units ?? {}
      expect(asked).toBeGreaterThan(3000)
      expect(cost).toBe(Math.round(asked * 0.1 + answered * 0.5))
    })
  })

  test('the id of the request is the one that Anthropic’s support asks for', async () => {
    await inStudio({ table: anthropicConformance }, async (studio) => {
      const { attempts } = await written(studio, { effort: 'none' })
      expect(attempts[0]).toMatchObject({ requestId: expect.stringMatching(/^req_/), units: { 'thinking tokens': 12 } })
      expect(sent(studio)).toMatchObject({ thinking: { type: 'disabled' } })
    })
  })

  test('what breaks off while it is written is kept as far as it is known', async () => {
    await inStudio({ table: anthropicConformance }, async (studio) => {
      const body = [
        'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","usage":{"input_tokens":40,"output_tokens":1}}}\n\n',
        'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
      ].join('')
      const headers = { 'content-type': 'text/event-stream', 'request-id': 'req_9' }
      studio.emulator.fail({ as: 'answer', status: 200, headers, body })
      const { attempts, error } = await written(studio, {})
      expect(error?.message).toContain('Overloaded')
      expect(attempts[0]).toMatchObject({ charged: 'unknown', requestId: 'req_9', units: { 'prompt tokens': 40 } })
      expect(studio.emulator.paid).toHaveLength(1)
    })
  })
})
