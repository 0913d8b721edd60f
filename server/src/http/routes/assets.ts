import {
  AssetIdSchema,
  fail,
  getPeaks,
  importUrl,
  newRequestId,
  UploadedSchema,
  type AssetId,
  type Uploaded,
} from '@reelgraph/shared'
import type { AssetStore } from '../../assets/asset-store.ts'
import type { DerivedMedia } from '../../assets/derived-media.ts'
import { importFromUrl } from '../../assets/import-url.ts'
import { createUploads } from '../../assets/receive-upload.ts'
import type { FetchGateway } from '../../net/fetch-gateway.ts'
import type { AssetFacts } from '../../store/asset-facts.ts'
import { attachment } from '../attachment.ts'
import { implement, type Api } from '../implement.ts'
import { serveFile } from '../serve-file.ts'

interface AssetParts {
  readonly assets: AssetStore
  readonly facts: AssetFacts
  readonly derived: DerivedMedia
  readonly gateway: FetchGateway
  /** Largest accepted file, in bytes. */
  readonly maxUploadBytes: number
}

/** The bytes under an id never change. */
const FOR_GOOD = 'private, max-age=31536000, immutable'

export const assetRoutes = (api: Api, parts: AssetParts): void => {
  const { assets, derived, facts, gateway, maxUploadBytes: limit } = parts
  const receive = createUploads({ ...parts, limit })

  api.app.post('/api/assets', async (c) => {
    const { raw } = c.req
    const length = raw.headers.get('content-length')
    const id = uploadId(raw.headers.get('x-upload-id'))
    const uploaded: Uploaded = await receive({
      name: fileName(raw.headers.get('x-file-name')),
      body: raw.body ?? nothing(),
      signal: raw.signal,
      ...(id !== undefined && { id }),
      ...(length !== null && { announced: Number(length) }),
    })
    if (api.checkAnswers) UploadedSchema.parse(uploaded)
    return Response.json(uploaded, { status: 201 })
  })
  implement(api, importUrl, async ({ body, signal }) => {
    const imported = await importFromUrl(body.url, { gateway, assets, limit }, signal)
    // Nothing names it yet: like any upload it has a day to be used.
    facts.putUpload(newRequestId(), { asset: imported.asset.asset, name: imported.name })
    return imported
  })
  implement(api, getPeaks, async ({ params }) => ({ peaks: await derived.peaks(params.id) }))

  api.app.get('/api/assets/:id', async (c) => {
    const id = assetId(c.req.param('id'))
    const known = await assets.facts(id)
    const name = c.req.query('name')
    const headers = {
      'content-type': known?.mime ?? '',
      'cache-control': FOR_GOOD,
      ...(name !== undefined && { 'content-disposition': attachment(name) }),
    }
    const response = known && (await serveFile({ request: c.req.raw, path: assets.path(id), etag: `"${id}"`, headers }))
    if (!response)
      throw fail('not-found', `There is no media file ${id.slice(0, 12)}….`, {
        hint: 'It was deleted from the data folder, or never stored.',
      })
    return response
  })
  api.app.get('/api/assets/:id/poster', async (c) => {
    const poster = await derived.poster(assetId(c.req.param('id')))
    return c.body(poster, 200, { 'content-type': 'image/webp', 'cache-control': FOR_GOOD })
  })
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

const assetId = (text: string): AssetId => {
  const parsed = AssetIdSchema.safeParse(text)
  if (!parsed.success) throw fail('not-found', 'Media files are called by 64 hexadecimal digits.')
  return parsed.data
}

const uploadId = (text: string | null): string | undefined => {
  if (text === null) return undefined
  if (!/^[\w-]{1,64}$/.test(text))
    throw fail('invalid-request', 'The header x-upload-id is 1 to 64 letters, digits, "-" or "_".', {
      field: 'x-upload-id',
    })
  return text
}

/** Without folders, and no longer than a document takes. */
const fileName = (header: string | null): string => {
  try {
    const name = decodeURIComponent(header ?? '')
      .replace(/^.*[\\/]/, '')
      .replace(/\p{Cc}/gu, '')
      .trim()
    return name.slice(0, 200).toWellFormed() || 'file'
  } catch {
    throw fail('invalid-request', 'The header x-file-name must be in percent-encoding.', { field: 'x-file-name' })
  }
}
