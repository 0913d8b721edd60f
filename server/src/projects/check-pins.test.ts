import { AssetIdSchema, newRequestId } from '@reelgraph/shared'
import { describe, expect, it } from 'vitest'
import { storedResult } from '../store/contract/fixtures.ts'
import { picture, wire, words } from '../testing/graphs.ts'
import { startApp } from '../testing/start-app.ts'

const graph = {
  nodes: { a: words('a', { text: 'Rain' }), b: picture('b') },
  edges: { a_text_b_prompt: { ...wire('a.text', 'b.prompt'), id: 'a_text_b_prompt' } },
}
const asset = { asset: AssetIdSchema.parse('c'.repeat(64)), kind: 'image', mime: 'image/png', bytes: 10 } as const
const pictureResult = storedResult('a picture', { outputs: { image: { value: asset } } })
const textResult = storedResult('a text', { outputs: { text: { value: 'Rain' } } })

const withProject = async () => {
  const app = await startApp()
  app.results.put(pictureResult)
  app.results.put(textResult)
  await app.call('POST', '/api/projects', { id: 'film', name: 'Film', graph })
  return app
}

describe('a chosen result', () => {
  const pin = (value: unknown, more = {}) => ({
    ...{ id: newRequestId(), base: 0, ...more },
    ops: [{ op: 'set', path: ['nodes', 'b', 'pins'], value }],
  })
  const refused = (code: string, message: string) => ({
    body: { error: { code, message, hint: expect.any(String), node: 'b' } },
  })

  it('has what its step gives: anything else is refused, by name', async () => {
    const { call } = await withProject()
    const choose = (value: unknown, more = {}) => call('POST', '/api/projects/film/ops', pin(value, more))
    expect(await choose({ '': textResult.fingerprint })).toMatchObject(
      refused('bad-parameter', 'The result chosen for “Picture” cannot stand for it: it has no “Image”.'),
    )
    expect(await choose({ '': 'f'.repeat(64) })).toMatchObject(
      refused('not-found', 'The result chosen for “Picture” is not there.'),
    )
    expect(await choose({ '': pictureResult.fingerprint, s1: textResult.fingerprint })).toMatchObject({ status: 400 })
    expect(await choose({ '': pictureResult.fingerprint })).toMatchObject({ status: 200 })
  })

  it('may have gone where a change is undone, and never be of another step', async () => {
    const { call } = await withProject()
    const undo = (value: unknown) => call('POST', '/api/projects/film/ops', pin(value, { restoring: true }))
    expect(await undo({ '': 'f'.repeat(64) })).toMatchObject({ status: 200 })
    expect(await undo({ '': textResult.fingerprint })).toMatchObject({ status: 400 })
  })

  it('is looked at in a document from elsewhere too', async () => {
    const { call } = await withProject()
    const withPin = (fingerprint: string) => ({
      ...graph,
      nodes: { ...graph.nodes, b: { ...graph.nodes.b, pins: { '': fingerprint } } },
    })
    expect(await call('POST', '/api/projects', { graph: withPin(textResult.fingerprint) })).toMatchObject({
      status: 400,
      body: { error: { code: 'bad-parameter', node: 'b' } },
    })
    expect(await call('POST', '/api/projects', { graph: withPin('f'.repeat(64)) })).toMatchObject({ status: 201 })
  })
})
