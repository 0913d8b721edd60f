import { describe, expect, test } from 'vitest'
import { catalog } from '@reelgraph/nodes/catalog'
import { assetsIn, type JsonObject, type TaskState } from '@reelgraph/shared'
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

describe('what Nano Banana is asked to draw', () => {
  const banana = catalog.models.get('gemini/nano-banana-2.1')
  if (!banana) throw new Error('Nano Banana 2.1 is not known')
  const drawn = async (studio: Studio, params: JsonObject, optional = false): Promise<TaskState> =>
    make(studio, await soloProject(studio, { model: banana, params, optional }))

  test('every ratio and resolution comes in the size that is shown beside it', async () => {
    await inStudio({ table: geminiConformance }, async (studio) => {
      for (const [ratio, resolution] of [
        ['21:9', '768p'],
        ['9:16', '1440p'],
        ['4:5', '4k'],
      ] as const) {
        const params = banana.params.parse({ ratio, resolution })
        const size = banana.size?.({ params, inputs: {} })
        expect(size).toBeDefined()
        const { outputs } = await drawn(studio, { ratio, resolution })
        expect(assetsIn(outputs ?? {})[0]).toMatchObject(size ?? {})
      }
    })
  })

  test('an edit is the picture, then the references, then the words; “as the image” keeps its shape', async () => {
    await inStudio({ table: geminiConformance }, async (studio) => {
      const { outputs } = await drawn(studio, { ratio: 'auto' }, true)
      const parts = [{ inlineData: {} }, { inlineData: {} }, { inlineData: {} }, { text: expect.any(String) }]
      expect(sent(studio)).toMatchObject({ contents: [{ parts }] })
      expect(JSON.stringify(sent(studio))).not.toContain('aspectRatio')
      expect(assetsIn(outputs ?? {})[0]).toMatchObject({ width: 1376, height: 768 })
    })
  })

  test('what it drew while it thought is not the picture; pictures, thoughts and words have a price each', async () => {
    await inStudio({ table: geminiConformance }, async (studio) => {
      const { outputs, attempts, cost } = await drawn(studio, { effort: 'high' })
      expect(assetsIn(outputs ?? {})[0]).toMatchObject({ width: 1376 })
      const units = attempts[0]?.units ?? {}
      expect(units).toMatchObject({ 'image tokens': 1120, 'thinking tokens': 310 })
      expect(cost).toBe(Math.round((units['prompt tokens'] ?? 0) * 1.5 + 310 * 7.5 + 1120 * 30))
      expect(sent(studio)).toMatchObject({ generationConfig: { thinkingConfig: { thinkingLevel: 'HIGH' } } })
    })
  })
})
