import { catalog } from '@reelgraph/nodes/catalog'
import { describe, expect, test } from 'vitest'
import { cloudflareConformance } from '../../nodes/src/providers/cloudflare/conformance.ts'
import { CLOUDFLARE_ACCOUNT } from '../../nodes/src/providers/cloudflare/emulator.ts'
import { make } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio } from './studio.ts'
import { conform } from './suite.ts'

conform(cloudflareConformance)

describe('Workers AI', () => {
  const any = catalog.models.get('cloudflare/any')
  if (!any) throw new Error('the model to be named is not known')

  test('is reached under the number of the account, and a model keeps the slashes of its name', async () => {
    await inStudio({ table: cloudflareConformance }, async (studio) => {
      const params = { model: '@cf/moonshotai/kimi-k2.6', split: 'lines' }
      const { attempts, cost, outputs } = await make(studio, await soloProject(studio, { model: any, params }))
      expect(outputs?.['text']).toMatchObject({ items: [{}, {}, {}] })
      const [sent] = studio.emulator.paid
      expect(sent?.path).toBe(`/accounts/${CLOUDFLARE_ACCOUNT}/ai/v1/chat/completions`)
      expect(JSON.parse(sent?.body ?? '')).toMatchObject({ model: params.model, max_tokens: 2048 })
      const { 'prompt tokens': asked = 0, 'answer tokens': answered = 0 } = attempts[0]?.units ?? {}
      expect(cost).toBe(Math.round(asked * 0.95 + answered * 4))
    })
  })

  test('has a price that nobody knows for a model that is not in the list', () => {
    const asked = { inputs: {}, rates: {} }
    expect(any.price?.({ ...asked, params: any.params.parse({ model: '@cf/qwen/qwen3.8-27b' }) })).toBe('unknown')
  })
})
