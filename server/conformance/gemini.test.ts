import { describe, expect, test } from 'vitest'
import { catalog } from '@reelgraph/nodes/catalog'
import type { JsonObject, TaskState } from '@reelgraph/shared'
import { geminiConformance } from '../../nodes/src/providers/gemini/conformance.ts'
import { make } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio, type Studio } from './studio.ts'
import { conform } from './suite.ts'

conform(geminiConformance)

const sent = ({ emulator }: Studio): unknown => JSON.parse(emulator.paid.at(-1)?.body ?? '')

describe('what Gemini is asked to write', () => {
  const flash = catalog.models.get('gemini/gemini-3.8-flash')
  if (!flash) throw new Error('Gemini 3.8 Flash is not known')
  const written = async (studio: Studio, params: JsonObject, optional = false): Promise<TaskState> =>
    make(studio, await soloProject(studio, { model: flash, params, optional }))

  test('one a line is a list, held to a schema; thoughts are no part of it', async () => {
    await inStudio({ table: geminiConformance }, async (studio) => {
      const { outputs } = await written(studio, { split: 'lines' })
      expect(outputs?.['text']).toMatchObject({ items: [{}, {}, { value: expect.stringContaining('Close-up') }] })
      expect(JSON.stringify(outputs)).not.toContain('Considering')
      expect(sent(studio)).toMatchObject({
        generationConfig: { responseMimeType: 'application/json', responseJsonSchema: { required: ['items'] } },
      })
    })
  })

  test('a schema of one’s own gives data', async () => {
    await inStudio({ table: geminiConformance }, async (studio) => {
      const schema = '{"type":"object","properties":{"title":{"type":"string"},"shots":{"type":"integer"}}}'
      const { outputs } = await written(studio, { schema })
      expect(outputs?.['data']).toMatchObject({ value: { title: expect.any(String), shots: 5 } })
    })
  })

  test('pictures go before the words; every token is kept, and what is thought is paid for as text', async () => {
    await inStudio({ table: geminiConformance }, async (studio) => {
      const { attempts, cost } = await written(studio, { effort: 'low', temperature: 0.4 }, true)
      expect(sent(studio)).toMatchObject({
        contents: [{ parts: [{ inlineData: {} }, { inlineData: {} }, { text: expect.any(String) }] }],
        systemInstruction: { parts: [{ text: expect.any(String) }] },
        generationConfig: { temperature: 0.4, thinkingConfig: { thinkingLevel: 'LOW' } },
      })
      const { 'prompt tokens': asked = 0, 'answer tokens': answered = 0 } = attempts[0]?.units ?? {}
      expect(asked).toBeGreaterThan(2240)
      expect(attempts[0]?.units).toMatchObject({ 'thinking tokens': 12 })
      expect([Math.round(asked * 0.75 + answered * 3.75), Math.round(asked * 1.5 + answered * 7.5)]).toContain(cost)
      expect(attempts[0]?.requestId).toMatch(/^[\da-f-]{36}$/)
    })
  })

  test('an error in the middle of a good answer may have been paid', async () => {
    await inStudio({ table: geminiConformance }, async (studio) => {
      const body = [
        'data: {"candidates":[{"content":{"parts":[{"text":"Wide"}]}}],"usageMetadata":{"promptTokenCount":40},"responseId":"r9"}\n\n',
        'data: {"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}\n\n',
      ].join('')
      studio.emulator.fail({ as: 'answer', status: 200, headers: { 'content-type': 'text/event-stream' }, body })
      const { attempts, error } = await written(studio, {})
      expect(error?.message).toContain('overloaded')
      expect(attempts[0]).toMatchObject({ charged: 'unknown', requestId: 'r9', units: { 'prompt tokens': 40 } })
      expect(studio.emulator.paid).toHaveLength(1)
    })
  })
})
