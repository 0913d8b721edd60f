import { describe, expect, test } from 'vitest'
import { catalog } from '@reelgraph/nodes/catalog'
import type { JsonObject } from '@reelgraph/shared'
import { ownServerConformance } from '../../nodes/src/providers/compatible/conformance.ts'
import { make } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio, type Studio } from './studio.ts'
import { conform } from './suite.ts'

conform(ownServerConformance)

describe('a server of one’s own', () => {
  const own = catalog.models.get('compatible/writer')
  if (!own) throw new Error('the own server is not known')
  const written = async (studio: Studio, params: JsonObject) =>
    make(studio, await soloProject(studio, { model: own, params }))

  test('is reached with the version in its address or without, asks for no key, and costs nothing', async () => {
    for (const ending of ['', '/v1']) {
      const table = { ...ownServerConformance, baseUrl: (url: string) => `${url}${ending}` }
      await inStudio({ table }, async (studio) => {
        expect(await written(studio, {})).toMatchObject({ status: 'succeeded', cost: 0, attempts: [{ reserved: 0 }] })
        expect(studio.emulator.paid[0]?.path).toBe('/v1/chat/completions')
        expect(studio.emulator.paid[0]?.headers).not.toHaveProperty('authorization')
      })
    }
  })

  test('writes lists line by line, and by a schema where it keeps to one', async () => {
    for (const structured of [false, true]) {
      await inStudio({ table: ownServerConformance }, async (studio) => {
        const { outputs } = await written(studio, { split: 'lines', structured })
        expect(outputs?.['text']).toMatchObject({ items: [{}, {}, { value: expect.stringContaining('Close-up') }] })
        expect(studio.emulator.paid[0]?.body.includes('json_schema')).toBe(structured)
      })
    }
  })

  test('has a price that nobody knows where a person says that it costs something', () => {
    const asked = { inputs: {}, rates: {} }
    expect(own.price?.({ ...asked, params: own.params.parse({}) })).toEqual({ low: 0, high: 0 })
    expect(own.price?.({ ...asked, params: own.params.parse({ billing: 'paid' }) })).toBe('unknown')
  })
})
