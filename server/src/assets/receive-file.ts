import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, statfs, type FileHandle } from 'node:fs/promises'
import { AssetIdSchema, fail, type AssetId } from '@reelgraph/shared'
import { readableDiskError } from '../disk/disk-error.ts'
import type { WriteOptions } from './asset-store.ts'

export interface ReceivedFile {
  readonly path: string
  readonly id: AssetId
  readonly bytes: number
}

interface Reception {
  readonly source: AsyncIterable<Uint8Array>
  /** Where it goes; nothing may be there. */
  readonly path: string
  readonly options: WriteOptions
}

/** Streams to disk while hashing. Durable when it resolves; nothing is left where it fails. */
export const receiveFile = async ({ source, path, options }: Reception): Promise<ReceivedFile> => {
  const file = await open(path, 'wx')
  try {
    const received = await drain(source, file, options)
    await file.sync()
    return { path, ...received }
  } catch (error) {
    await rm(path, { force: true })
    throw readableDiskError(error, nameOf(options))
  } finally {
    await file.close()
  }
}

const drain = async (
  source: AsyncIterable<Uint8Array>,
  file: FileHandle,
  options: WriteOptions,
): Promise<Omit<ReceivedFile, 'path'>> => {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of source) {
    if (options.signal?.aborted) throw cancelled(options)
    bytes += chunk.byteLength
    if (options.limit !== undefined && bytes > options.limit) throw tooLarge(options)
    hash.update(chunk)
    await writeWhole(file, chunk)
  }
  if (options.signal?.aborted) throw cancelled(options)
  return { id: AssetIdSchema.parse(hash.digest('hex')), bytes }
}

/** A disk that is nearly full takes a part of what it is given, and says so only with the next part. */
const writeWhole = async (file: FileHandle, chunk: Uint8Array): Promise<void> => {
  for (let offset = 0; offset < chunk.byteLength;) {
    const { bytesWritten } = await file.write(chunk, offset, chunk.byteLength - offset)
    offset += bytesWritten
  }
}

/** The same for a file that is there already. */
export const readReceived = async (path: string, options: WriteOptions): Promise<ReceivedFile> => {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    if (options.signal?.aborted) throw cancelled(options)
    bytes += chunk.byteLength
    hash.update(chunk)
  }
  if (options.limit !== undefined && bytes > options.limit) throw tooLarge(options)
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  return { path, id: AssetIdSchema.parse(hash.digest('hex')), bytes }
}

/** Says no before the first byte where it is known that it cannot end well. */
export const checkAnnounced = async (folder: string, options: WriteOptions): Promise<void> => {
  const { announced, limit } = options
  if (announced === undefined) return
  if (limit !== undefined && announced > limit) throw tooLarge(options)
  const { bavail, bsize } = await statfs(folder)
  if (announced > bavail * bsize) {
    throw fail(
      'disk-full',
      `The disk has no room for ${nameOf(options)}: it needs ${inWords(announced)}, and ${inWords(bavail * bsize)} are free.`,
      {
        hint: 'Free some space, then try again.',
      },
    )
  }
}

const nameOf = ({ name }: WriteOptions): string => (name === undefined ? 'the file' : `“${name}”`)

const cancelled = (options: WriteOptions) => fail('cancelled', `Storing ${nameOf(options)} was cancelled.`)

const tooLarge = (options: WriteOptions) =>
  fail('too-large', `${nameOf(options).replace(/^t/, 'T')} is larger than ${inWords(options.limit ?? 0)}.`, {
    hint: 'Make it shorter or smaller, or raise REELGRAPH_MAX_UPLOAD_BYTES and start again.',
  })

const inWords = (bytes: number): string => {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)))
  const value = bytes / 1024 ** step
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}
