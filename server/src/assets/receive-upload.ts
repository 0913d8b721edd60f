import { fail, newRequestId, ReelgraphError, type Uploaded } from '@reelgraph/shared'
import type { AssetFacts } from '../store/asset-facts.ts'
import type { AssetStore } from './asset-store.ts'

interface UploadParts {
  readonly assets: AssetStore
  readonly facts: AssetFacts
  /** Largest accepted file, in bytes. */
  readonly limit: number
}

export interface Upload {
  /** Made by the sender. */
  readonly id?: string
  readonly name: string
  readonly announced?: number
  readonly body: AsyncIterable<Uint8Array>
  readonly signal: AbortSignal
}

/** Takes uploads. A repeated id gets the first answer, while the first is still under way and ever after. */
export const createUploads = ({ assets, facts, limit }: UploadParts): ((upload: Upload) => Promise<Uploaded>) => {
  const underWay = new Map<string, Promise<Uploaded>>()

  const store = async ({ id, name, announced, body, signal }: Upload): Promise<Uploaded> => {
    const asset = await assets.write(given(body, signal, name), {
      name,
      limit,
      signal,
      ...(announced !== undefined && { announced }),
    })
    facts.putUpload(id ?? newRequestId(), { asset: asset.asset, name })
    return { asset, name }
  }

  const earlier = async (id: string): Promise<Uploaded | undefined> => {
    const finished = facts.upload(id)
    const asset = finished && (await assets.facts(finished.asset))
    return asset && { asset, name: finished.name }
  }

  const receive = async (upload: Upload): Promise<Uploaded> => {
    const { id } = upload
    if (id === undefined) return store(upload)
    const known = await earlier(id)
    if (known) return known
    const first = underWay.get(id)
    if (first) return first.catch((error: unknown) => (isCancelled(error) ? receive(upload) : Promise.reject(error)))
    const work = store(upload)
    underWay.set(id, work)
    return work.finally(() => underWay.delete(id))
  }

  return receive
}

/** What a browser that goes away leaves is an error of the stream; it means that the upload was given up. */
async function* given(body: AsyncIterable<Uint8Array>, signal: AbortSignal, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw fail(
      'cancelled',
      `The upload of “${name}” broke off.`,
      signal.aborted ? {} : { hint: 'Try it again.', detail: String(error) },
    )
  }
}

const isCancelled = (error: unknown): boolean => error instanceof ReelgraphError && error.code === 'cancelled'
