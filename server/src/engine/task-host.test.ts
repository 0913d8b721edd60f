import { expect, test } from 'vitest'
import { catalog } from '@reelgraph/nodes/catalog'
import {
  AssetIdSchema,
  fail,
  NodeIdSchema,
  newNode,
  type AssetValue,
  type Context,
  type MediaKind,
} from '@reelgraph/shared'
import type { AssetStore } from '../assets/asset-store.ts'
import type { TaskMedia } from '../media/create-media.ts'
import { createTaskHost, type AnyExecutor, type TaskHostParts } from './task-host.ts'

const asset = (kind: MediaKind): AssetValue => ({
  asset: AssetIdSchema.parse('a'.repeat(64)),
  kind,
  mime: `${kind}/test`,
  bytes: 1,
})

const refuse = (): never => {
  throw new Error('not asked for here')
}

type Run = (context: Context) => Promise<Readonly<Record<string, unknown>>>

interface Hosting extends Partial<Pick<TaskHostParts, 'openMedia'>> {
  readonly write?: AssetStore['write']
  readonly signal?: AbortSignal
}

/** Has one executor run a node of a kind, as the engine does. */
const hosted = (kind: 'image' | 'video' | 'audio', run: Run, more: Hosting = {}) => {
  const step = catalog.stepOf(newNode({ id: NodeIdSchema.parse('one'), kind, x: 0, y: 0 }))
  if ('missing' in step || !step.model) throw new Error('the catalog has a model for it')
  const executor: AnyExecutor = {
    run: async (_, context) => (await run(context)) as Readonly<Record<string, never>>, // what a test makes up
  }
  const { write = async () => asset(kind), openMedia = refuse, signal = new AbortController().signal } = more
  const host = createTaskHost({
    executors: { [step.model.id]: async () => ({ executor }) },
    assets: { write, adopt: refuse, facts: refuse, path: (id) => `/nowhere/${id}` },
    openMedia,
    readAsset: refuse,
    download: refuse,
    fetch: refuse,
    account: refuse,
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    log: { info: () => {}, warn: () => {} },
  })
  const hooks = { signal, aborted: false, onProgress: () => {}, onPreview: () => {} }
  const inputs = kind === 'video' ? { startImage: asset('image') } : {}
  return host.run({ step, title: 'Shot', inputs, take: 0, hooks })
}

const bytes = new Uint8Array(1)

test('what an executor gives is stored, and its value is what the store found it to be', async () => {
  expect(await hosted('audio', async () => ({ audio: { bytes }, words: [{ word: 'hi' }] }))).toEqual({
    audio: { value: asset('audio') },
    words: { value: [{ word: 'hi' }] },
  })
})

test('a file that has been taken out of the data folder is named before the step starts', async () => {
  let calls = 0
  const run = hosted('video', async () => ({ video: { bytes: new Uint8Array(++calls) } }))
  await expect(run).rejects.toMatchObject({
    body: { code: 'missing-input', message: 'The file for “Start image” of “Shot” is gone from the data folder.' },
  })
  expect(calls).toBe(0)
})

test.each<[string, Run, string, Hosting]>([
  ['gives nothing at a port', async () => ({ audio: { bytes } }), '“Shot” gave no words.', {}],
  [
    'makes another kind of media',
    async () => ({ audio: { bytes }, words: [] }),
    '“Shot” was to make audio and made image.',
    { write: async () => asset('image') },
  ],
  [
    'makes what is no media',
    async () => ({ audio: { bytes }, words: [] }),
    '“Shot” made a file that cannot be used: This file is empty.',
    { write: () => Promise.reject(fail('bad-media', 'This file is empty.')) },
  ],
])('a step that %s fails as its own mistake, by its name', async (_, run, message, more) => {
  await expect(hosted('audio', run, more)).rejects.toMatchObject({ body: { code: 'bad-output', message } })
})

test('a full disk is a full disk, and no mistake of the step', async () => {
  const write = () => Promise.reject(fail('disk-full', 'The disk is full.'))
  await expect(hosted('image', async () => ({ image: { bytes } }), { write })).rejects.toMatchObject({
    code: 'disk-full',
  })
})

test.each([true, false])('scratch files go when the step has ended, well: %s', async (well) => {
  let disposed = 0
  const media: TaskMedia = {
    ...{ ffmpeg: refuse, probe: refuse, loudness: refuse, fit: refuse, impression: refuse, bytes: refuse },
    textFile: async () => ({ path: '/nowhere' }),
    dispose: async () => void (disposed += 1),
  }
  const run = hosted(
    'image',
    async (context) => {
      await context.media.textFile('words')
      if (!well) throw new Error('no')
      return { image: { bytes } }
    },
    { openMedia: () => media },
  )
  await run.catch(() => undefined)
  expect(disposed).toBe(1)
})

const module = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`)

test('heavy arithmetic answers from a thread of its own, and says why it cannot', async () => {
  const double = module('export const compute = (input) => input * 2')
  const broken = module('export const compute = () => { throw new Error("no such note") }')
  const words = async (url: URL, context: Context) => ({ audio: { bytes }, words: await context.compute(url, 21) })
  expect(await hosted('audio', (context) => words(double, context))).toMatchObject({ words: { value: 42 } })
  await expect(hosted('audio', (context) => words(broken, context))).rejects.toMatchObject({
    body: { code: 'internal', detail: 'no such note' },
  })
})

test('a thread that never ends is ended by an abort', async () => {
  const stop = new AbortController()
  const endless = module('export const compute = () => { for (;;); }')
  const run = hosted(
    'image',
    async (context) => {
      const answer = context.compute(endless, null)
      stop.abort(fail('cancelled', 'Stopped.'))
      return { image: await answer }
    },
    { signal: stop.signal },
  )
  await expect(run).rejects.toMatchObject({ code: 'cancelled' })
})
