import { catalog } from '@reelgraph/nodes/catalog'
import { newProjectId, newRunId, type StoredResult } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { fingerprint } from '../runs/fake-runs.ts'
import { mediaFacts, provenanceOf } from './provenance-facts.ts'

const picture = 'a'.repeat(64)
const now = new Date(2026, 4, 3, 15, 30).getTime()

const result = (subject: Partial<StoredResult['subject']>): StoredResult => ({
  fingerprint: fingerprint('b'),
  outputs: {},
  project: newProjectId(),
  run: newRunId(),
  node: 'shots',
  item: null,
  at: new Date(2026, 4, 3, 14, 2).getTime(),
  milliseconds: 3240,
  cost: 250_000,
  subject: { kind: 'video', kindVersion: 1, params: {}, inputs: {}, take: 0, ...subject },
})

test('says the model, when, how long, for how much', () => {
  const { model, made } = provenanceOf({
    result: result({ model: 'draft/camera', modelVersion: 1 }),
    catalog,
    take: 2,
    now,
  })
  expect(model).toBe(catalog.models.get('draft/camera')?.title)
  expect(made.map(({ title, value }) => `${title} ${value}`)).toEqual([
    'Take 2',
    'Made 14:02',
    'Took 3.2 s',
    'Cost $0.25',
  ])
})

test('says what the provider said of it: the seed, what it used, the name of the request', () => {
  const told = { ...result({}), edited: true as const, seed: 7, units: { credits: 1200 }, requestId: 'req_1' }
  const { made } = provenanceOf({ result: told, catalog, take: 1, now })
  expect(made.slice(4).map(({ title, value }) => `${title}: ${value}`)).toEqual([
    'Words: changed by you',
    'Seed: 7',
    'Used: 1,200 credits',
    'Request: req_1',
  ])
})

test('says what a check has found, or that it found nothing, and nothing where nobody has looked', () => {
  const checked = (findings: StoredResult['findings']) => {
    const { made } = provenanceOf({ result: { ...result({}), ...(findings && { findings }) }, catalog, take: 1, now })
    return made.find(({ title }) => title === 'Checked')?.value
  }
  expect(checked(undefined)).toBeUndefined()
  expect(checked([])).toBe('nothing is off')
  expect(checked([{ check: 'silent', port: 'video' }])).toBe('silent')
})

test('media that went in is shown, words are read, fields have the names of the form', () => {
  const { settings, inputs } = provenanceOf({
    result: result({
      model: 'draft/camera',
      params: { seconds: 7, loop: true },
      inputs: { startImage: picture, prompt: 'slow push in' },
    }),
    catalog,
    take: 1,
    now,
  })
  expect(settings[0]).toMatchObject({ value: '7' })
  expect(settings[0]?.title).not.toBe('seconds')
  expect(settings[1]).toEqual({ title: 'loop', value: 'on' })
  expect(inputs[0]).toMatchObject({ type: 'image', assets: [picture], text: undefined })
  expect(inputs[1]).toMatchObject({ assets: [], text: 'slow push in' })
})

test('what was made by a model that is gone still says what made it', () => {
  const { model, inputs } = provenanceOf({
    result: result({ model: 'gone/model', inputs: { clips: [picture, picture], title: 'Dawn' } }),
    catalog,
    take: 1,
    now,
  })
  expect(model).toBe('gone/model')
  expect(inputs.map(({ assets, text }) => [assets.length, text])).toEqual([
    [2, undefined],
    [0, 'Dawn'],
  ])
})

test('a file says what it is', () => {
  const asset = {
    asset: picture as never,
    kind: 'video' as const,
    mime: 'video/mp4',
    bytes: 2_100_000,
    width: 1280,
    height: 720,
    fps: 23.976,
    seconds: 5.04,
    hasAudio: false,
  }
  expect(mediaFacts(asset)).toEqual(['1280 × 720', '23.98 fps', '0:05.0', 'silent', '2.1 MB'])
})
