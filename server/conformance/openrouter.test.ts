import { describe, expect, test } from 'vitest'
import { catalog } from '@reelgraph/nodes/catalog'
import type { JsonObject, TaskState } from '@reelgraph/shared'
import { openRouterConformance } from '../../nodes/src/providers/openrouter/conformance.ts'
import { make } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio, type Studio } from './studio.ts'
import { conform } from './suite.ts'

conform(openRouterConformance)

describe('what a text is written as', () => {
  const luna = catalog.models.get('openrouter/gpt-6-luna')
  if (!luna) throw new Error('GPT-6 Luna is not known')
  const written = async (studio: Studio, params: JsonObject): Promise<TaskState> =>
    make(studio, await soloProject(studio, { model: luna, params }))
  const sent = ({ emulator }: Studio): unknown => JSON.parse(emulator.paid.at(-1)?.body ?? '')

  test('one a line is a list, held to a schema by hosts that honour it', async () => {
    await inStudio({ table: openRouterConformance }, async (studio) => {
      const { outputs } = await written(studio, { split: 'lines' })
      expect(outputs?.['text']).toMatchObject({ items: [{}, {}, { value: expect.stringContaining('Close-up') }] })
      expect(sent(studio)).toMatchObject({
        response_format: { type: 'json_schema', json_schema: { name: 'list', strict: true } },
        provider: { require_parameters: true },
      })
    })
  })

  test('a schema gives data beside the text', async () => {
    await inStudio({ table: openRouterConformance }, async (studio) => {
      const schema = '{"type":"object","properties":{"title":{"type":"string"},"shots":{"type":"integer"}}}'
      const { outputs } = await written(studio, { schema })
      expect(outputs?.['data']).toMatchObject({ value: { title: expect.any(String), shots: 5 } })
    })
  })

  test('what is not the shape that was asked for is paid for and not stored', async () => {
    await inStudio({ table: openRouterConformance }, async (studio) => {
      const change = (body: unknown): unknown => JSON.parse(JSON.stringify(body).replaceAll('{\\"', 'oh '))
      studio.emulator.fail({ as: 'changed', change })
      const schema = '{"type":"object","properties":{"title":{"type":"string"}}}'
      const { error, attempts, cost } = await written(studio, { schema })
      expect(error?.message).toMatch(/not the JSON/)
      expect(attempts.at(-1)).toMatchObject({ charged: true, units: { 'answer tokens': expect.any(Number) } })
      expect(cost).toBeGreaterThan(0)
    })
  })

  test('tokens are kept, and the cost is the one that OpenRouter tells', async () => {
    await inStudio({ table: openRouterConformance }, async (studio) => {
      const { attempts, cost } = await written(studio, {})
      const [attempt] = attempts
      expect(attempt?.units).toMatchObject({ 'prompt tokens': expect.any(Number), 'thinking tokens': 0 })
      const { 'prompt tokens': asked = 0, 'answer tokens': answered = 0 } = attempt?.units ?? {}
      expect(cost).toBe(Math.round(asked * 0.1 + answered * 0.5))
      expect(attempt?.requestId).toMatch(/^gen-/)
    })
  })

  test('a service that answers whole is understood', async () => {
    await inStudio({ table: openRouterConformance }, async (studio) => {
      const message = { role: 'assistant', content: 'A fox in the snow.' }
      const whole = { id: 'gen-1', choices: [{ index: 0, message, finish_reason: 'stop' }] }
      studio.emulator.fail({ as: 'answer', status: 200, body: whole })
      expect((await written(studio, {})).outputs?.['text']).toEqual({ value: 'A fox in the snow.' })
    })
  })

  test('an error inside a good answer is a refusal where nothing came, and else only OpenRouter knows', async () => {
    await inStudio({ table: openRouterConformance }, async (studio) => {
      const error = (code: number) =>
        ({ as: 'answer', status: 200, body: { error: { code, message: 'No.' } } }) as const
      studio.emulator.fail(error(429))
      const slowed = await written(studio, {})
      expect(slowed.attempts.map(({ status, charged }) => [status, charged])).toEqual([
        ['failed', false],
        ['succeeded', true],
      ])
      studio.emulator.fail(error(502))
      expect(await written(studio, { maxTokens: 1000 })).toMatchObject({
        status: 'unknown',
        attempts: [{ charged: 'unknown' }],
      })
    })
  })

  test('fallbacks and routes are sent as they are documented', async () => {
    await inStudio({ table: openRouterConformance }, async (studio) => {
      const params = {
        fallbacks: 'google/gemini-3.8-flash',
        hostOrder: 'openai, azure',
        otherHosts: false,
        sort: 'latency',
      }
      expect((await written(studio, params)).status).toBe('succeeded')
      expect(sent(studio)).toMatchObject({
        models: ['openai/gpt-6-luna', 'google/gemini-3.8-flash'],
        provider: { order: ['openai', 'azure'], allow_fallbacks: false, sort: 'latency' },
      })
    })
  })
})
