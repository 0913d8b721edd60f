import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AssetIdSchema, newRequestId, type AssetValue, type Context, type MediaSource } from '@reelgraph/shared'
import { createMedia } from '../create-media.ts'
import { findFfmpeg, findFfprobe } from '../ffmpeg-binary.ts'
import { probe } from '../probe.ts'

const WORKER = `
  const { workerData, parentPort } = require('node:worker_threads')
  import(workerData.module).then((module) => module.compute(workerData.input)).then((result) => parentPort.postMessage(result))`

const refuse = (): never => {
  throw new Error('a model that works on this machine asks nothing of the network')
}

export interface TestContext {
  readonly context: Context
  readonly ffmpegPath: string
  readonly progress: readonly number[]
  /** Keeps bytes, or what an executor returned, as an asset with its probed facts. */
  keep(source: MediaSource): Promise<AssetValue>
  path(asset: AssetValue): string
  close(): Promise<void>
}

/** A real context on a folder of its own, for tests of models: real ffmpeg, real files, real workers. */
export const openTestContext = async (signal: AbortSignal = new AbortController().signal): Promise<TestContext> => {
  const ffmpegPath = await findFfmpeg()
  if (ffmpegPath === undefined) throw new Error('these tests need ffmpeg')
  const ffprobePath = await findFfprobe(ffmpegPath)
  const folder = mkdtempSync(join(tmpdir(), 'model-test-'))
  mkdirSync(join(folder, 'assets'))
  const path = (id: string): string => join(folder, 'assets', id)
  const log = { info: () => {}, warn: () => {} }
  const media = createMedia({
    ffmpegPath,
    ffprobePath,
    scratchRoot: join(folder, 'scratch'),
    assetPath: path,
    signal,
    log,
  })
  const progress: number[] = []

  const compute = <R>(module: URL, input: unknown): Promise<R> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(WORKER, { eval: true, workerData: { module: module.href, input } })
      worker.once('message', resolve).once('error', reject)
      signal.addEventListener('abort', () => (reject(signal.reason), void worker.terminate()), { once: true })
    })

  const keep = async (source: MediaSource): Promise<AssetValue> => {
    if ('asset' in source) return source
    if ('url' in source) return refuse()
    const bytes = 'bytes' in source ? source.bytes : await readFile(source.file.path)
    const asset = AssetIdSchema.parse(createHash('sha256').update(bytes).digest('hex'))
    // never in place: a picture that is being read is mapped into memory, and cutting it short there kills the process
    const written = join(folder, newRequestId())
    writeFileSync(written, bytes)
    renameSync(written, path(asset))
    const { streams: _, ...facts } = await probe({ path: path(asset), ffprobePath })
    return { asset, bytes: bytes.length, ...facts }
  }

  return {
    context: {
      signal,
      media,
      log,
      compute,
      http: { free: refuse, paid: () => refuse },
      assets: {
        bytes: async (asset) => new Uint8Array(await readFile(path(asset.asset))),
        stream: (asset) => new Blob([readFileSync(path(asset.asset))]).stream(),
      },
      clock: { now: () => 0, sleep: () => Promise.resolve() },
      attemptKey: 'test',
      report: () => {},
      secret: refuse,
      baseUrl: '',
      progress: (fraction) => void progress.push(fraction),
      preview: () => {},
    },
    ffmpegPath,
    progress,
    keep,
    path: (asset) => path(asset.asset),
    async close() {
      await media.dispose()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
