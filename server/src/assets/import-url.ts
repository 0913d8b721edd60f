import { fail, type Uploaded } from '@reelgraph/shared'
import type { Fetched, FetchGateway, FetchOptions } from '../net/fetch-gateway.ts'
import type { AssetStore } from './asset-store.ts'

interface ImportParts {
  readonly gateway: FetchGateway
  readonly assets: AssetStore
  /** Largest accepted file, in bytes. */
  readonly limit: number
  readonly headers?: FetchOptions['headers']
  readonly ownOrigin?: string
}

/** For everything together: a large file on a slow line. */
const DEADLINE_MS = 15 * 60_000

/**
 * Fetches media from an address into the store.
 * @throws `private-address`, `download-failed`, `bad-media`, `too-large`, `disk-full`, `cancelled`.
 */
export const importFromUrl = async (
  url: string,
  { gateway, assets, limit, headers, ownOrigin }: ImportParts,
  given: AbortSignal,
): Promise<Uploaded> => {
  const signal = AbortSignal.any([given, AbortSignal.timeout(DEADLINE_MS)])
  const fetched = await gateway.get(url, {
    signal,
    ...(headers && { headers }),
    ...(ownOrigin !== undefined && { ownOrigin }),
  })
  try {
    checkAnswer(fetched)
    const name = fileName(fetched)
    const length = Number(fetched.header('content-length'))
    const announced = Number.isSafeInteger(length) && length > 0 ? { announced: length } : {}
    const asset = await assets.write(fetched.body, { name, limit, signal, ...announced })
    return { asset, name }
  } finally {
    fetched.discard()
  }
}

const checkAnswer = ({ status, url, header }: Fetched): void => {
  const { host } = url
  if (status === 404 || status === 410) {
    throw fail('download-failed', `There is nothing at this address (${host} answers ${status}).`, {
      hint: 'Check the address for a slip; the file may have been moved.',
      field: 'url',
    })
  }
  if (status === 401 || status === 403) {
    throw fail('download-failed', `${host} does not give this file to everybody (it answers ${status}).`, {
      hint: 'Download it in your browser, where you are signed in, then upload it.',
      field: 'url',
    })
  }
  if (status !== 200) {
    throw fail('download-failed', `${host} answers ${status} instead of the file.`, {
      hint: status >= 500 ? 'Try again later.' : 'Open the address in a browser to see what it says.',
      field: 'url',
    })
  }
  if (/^(text\/html|application\/xhtml)/i.test(header('content-type') ?? '')) {
    throw fail('bad-media', 'This address is a web page, not a media file.', {
      hint: 'Open it in a browser, copy the address of the picture, video or sound itself, and use that.',
      field: 'url',
    })
  }
}

/** What the server calls it, else the end of its address. */
const fileName = ({ url, header }: Fetched): string => {
  const disposition = header('content-disposition') ?? ''
  const extended = /filename\*\s*=\s*[\w-]*'[^']*'([^;]+)/i.exec(disposition)?.[1]
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;]+))/i.exec(disposition)
  const last = url.pathname.split('/').findLast(Boolean)
  const name = decoded(extended) ?? plain?.[1] ?? plain?.[2] ?? decoded(last) ?? url.hostname
  return (
    name
      .replace(/^.*[\\/]/, '')
      .trim()
      .slice(0, 200) || url.hostname
  )
}

const decoded = (text: string | undefined): string | undefined => {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return text
  }
}
