import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { byteRange } from './byte-range.ts'
import { hasCode } from '../disk/disk-error.ts'

interface ServedFile {
  readonly request: Request
  readonly path: string
  /** Quoted, as it stands in the header; changes with the bytes. Without it size and time of the file make one. */
  readonly etag?: string
  readonly headers: Readonly<Record<string, string>>
}

/** A file, whole or the range asked for. Undefined where there is none. */
export const serveFile = async ({
  request,
  path,
  headers: given,
  etag: known,
}: ServedFile): Promise<Response | undefined> => {
  const file = await openFile(path)
  if (!file) return undefined
  try {
    const { size, mtimeMs } = await file.stat()
    const etag = known ?? `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`
    const headers = new Headers({ ...given, etag, 'accept-ranges': 'bytes' })
    if (isKnown(request, etag)) return await withoutBody(file, new Response(null, { status: 304, headers }))
    const range = byteRange(request.headers, { size, etag })
    if (range === 'unsatisfiable') {
      headers.set('content-range', `bytes */${size}`)
      return await withoutBody(file, new Response(null, { status: 416, headers }))
    }
    const { start, end } = range ?? { start: 0, end: size - 1 }
    if (range) headers.set('content-range', `bytes ${start}-${end}/${size}`)
    headers.set('content-length', String(end - start + 1))
    const status = range ? 206 : 200
    if (request.method === 'HEAD' || size === 0) return await withoutBody(file, new Response(null, { status, headers }))
    return new Response(streamOf(file, start, end), { status, headers })
  } catch (error) {
    await file.close()
    throw error
  }
}

const withoutBody = async (file: FileHandle, response: Response): Promise<Response> => {
  await file.close()
  return response
}

const openFile = async (path: string): Promise<FileHandle | undefined> => {
  try {
    const file = await open(path, 'r')
    if ((await file.stat()).isFile()) return file
    await file.close()
    return undefined
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG')) return undefined
    throw error
  }
}

/** The handle closes with the stream, read to its end or given up. */
const streamOf = (file: FileHandle, start: number, end: number): ReadableStream<Uint8Array> => {
  const stream: NodeReadableStream = Readable.toWeb(file.createReadStream({ start, end, highWaterMark: 256 * 1024 }))
  return stream as ReadableStream<Uint8Array> // the same class under its two names
}

const isKnown = (request: Request, etag: string): boolean => {
  const known = request.headers.get('if-none-match')
  return known !== null && known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*')
}
