import { lookup as systemLookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { errorBody, fail, ReelgraphError } from '@reelgraph/shared'
import { isPublicAddress } from './public-address.ts'

/** The one way to fetch what a person or a provider names. Never reaches this machine or its network. */
export interface FetchGateway {
  /** @throws `invalid-request`, `private-address`, `download-failed`, `cancelled`. */
  get(url: string, options: FetchOptions): Promise<Fetched>
}

export interface FetchOptions {
  readonly signal: AbortSignal
  /** Sent to the origin of the address, and to no other that it redirects to. */
  readonly headers?: Readonly<Record<string, string>>
  /** A person said that their provider is reached here: this origin may be inside this machine or its network. */
  readonly ownOrigin?: string
}

export interface Fetched {
  readonly status: number
  /** After redirects. */
  readonly url: URL
  header(name: string): string | undefined
  /** Throws `download-failed` where it breaks off. Not reading it to its end needs `discard`. */
  readonly body: AsyncIterable<Uint8Array>
  discard(): void
}

interface GatewayOptions {
  /** Which addresses may be reached. */
  readonly allow?: (address: string) => boolean
  readonly resolve?: (host: string) => Promise<readonly Address[]>
  /** Longest silence, in milliseconds. */
  readonly idleMs?: number
}

interface Address {
  readonly address: string
  readonly family: number
}

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

export const createFetchGateway = (options: GatewayOptions = {}): FetchGateway => ({
  async get(text, { signal, headers: own = {}, ownOrigin }) {
    let url = parseUrl(text)
    const { origin } = url
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const sent = url.origin === origin ? own : {}
      const trusted = url.origin === ownOrigin ? { allow: () => true } : {}
      const response = await open(url, { signal, sent, ...options, ...trusted })
      const { statusCode: status = 0, headers } = response
      if (!REDIRECTS.has(status) || headers.location === undefined) return fetched(response, url)
      response.destroy()
      url = parseUrl(headers.location, url)
    }
    throw fail('download-failed', `${url.host} redirects more than ${MAX_REDIRECTS} times.`, {
      hint: 'Use the address that it ends at.',
    })
  },
})

const parseUrl = (text: string, base?: URL): URL => {
  const url = URL.parse(text.trim(), base?.href)
  if (!url)
    throw fail('invalid-request', `“${text.slice(0, 200)}” is not a web address.`, {
      hint: 'It starts with https://',
      field: 'url',
    })
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw fail('invalid-request', `Addresses that start with ${url.protocol} are not fetched.`, {
      hint: 'Use an address that starts with https://, or upload the file.',
      field: 'url',
    })
  }
  if (url.username || url.password) {
    throw fail('invalid-request', 'An address with a user name or password in it is not fetched.', {
      hint: 'Download the file yourself, then upload it.',
      field: 'url',
    })
  }
  return url
}

type Opening = GatewayOptions & { readonly signal: AbortSignal; readonly sent: Readonly<Record<string, string>> }

/** The addresses are looked up once, checked, and used: a name cannot change its meaning in between. */
const open = async (
  url: URL,
  { signal, sent, allow = isPublicAddress, resolve = resolveHost, idleMs = 20_000 }: Opening,
): Promise<IncomingMessage> => {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const addresses = family
    ? [{ address: host, family }]
    : await resolve(host).catch((error: unknown) => Promise.reject(unknownHost(host, error)))
  if (addresses.length === 0) throw unknownHost(host)
  if (!addresses.every(({ address }) => allow(address))) {
    throw fail(
      'private-address',
      `${host} is an address inside this machine or its network, and those are not fetched.`,
      {
        hint: 'Use a public address, or upload the file.',
        field: 'url',
      },
    )
  }
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const headers = {
    'user-agent': 'Reelgraph',
    accept: 'image/*, video/*, audio/*, */*;q=0.1',
    'accept-encoding': 'identity',
    ...sent,
  }
  return new Promise((done, reject) => {
    // No agent: a connection that is kept open would skip the look-up the next time.
    const request = send(url, { headers, agent: false, lookup: pinned(addresses), signal, timeout: idleMs }, done)
    request.on('timeout', () => request.destroy(new Error('nothing came for too long')))
    request.on('error', (error) => reject(signal.aborted ? cancelled(url) : failed(url, error)))
    request.end()
  })
}

/** `localhost` and every name below it are this machine, whatever a resolver says (RFC 6761). */
const resolveHost = async (host: string): Promise<readonly Address[]> =>
  /(^|\.)localhost\.?$/i.test(host) ? [{ address: '127.0.0.1', family: 4 }] : systemLookup(host, { all: true })

const pinned =
  (addresses: readonly Address[]): LookupFunction =>
  (_, options, callback) => {
    const [first] = addresses
    if (options.all) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }

const fetched = (response: IncomingMessage, url: URL): Fetched => ({
  status: response.statusCode ?? 0,
  url,
  header: (name) => {
    const value = response.headers[name]
    return Array.isArray(value) ? value[0] : value
  },
  body: chunks(response, url),
  discard: () => void response.destroy(),
})

const chunks = async function* (response: IncomingMessage, url: URL): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    throw error instanceof ReelgraphError ? error : failed(url, error)
  }
  if (!response.complete) throw failed(url, new Error('the connection broke off'))
}

const WHY: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection broke off',
  ETIMEDOUT: 'nothing came for too long',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'it cannot be reached',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

const failed = (url: URL, error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = WHY[code] ?? (error instanceof Error ? error.message : String(error))
  return fail('download-failed', `${url.host} could not be fetched: ${why}.`, {
    hint: 'Open the address in a browser to see whether it works, then try again.',
  })
}

const cancelled = (url: URL) => fail('cancelled', `Fetching from ${url.host} was cancelled, or took too long.`)

const unknownHost = (host: string, error?: unknown) =>
  fail('download-failed', `There is no server called ${host}, or this machine is offline.`, {
    hint: 'Check the address for a slip, and the internet connection.',
    field: 'url',
    ...(error !== undefined && { detail: errorBody(error).detail ?? null }),
  })
