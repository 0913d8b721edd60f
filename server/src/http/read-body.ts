import { fail } from '@reelgraph/shared'

/** The largest JSON body: a batch that pastes thousands of nodes is a few megabytes. */
const MAX_JSON_BYTES = 20 * 1024 * 1024
/** Far beyond any document, and far below where reading what was taken would run out of stack. */
const MAX_DEPTH = 100

/**
 * The JSON of a request. Only `application/json` is taken: a page of another origin can send that type to nobody unasked.
 * @throws `invalid-request`, `too-large`.
 */
export const readJson = async (request: Request): Promise<unknown> => {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type))
    throw fail('invalid-request', 'The body of this request must be JSON.', {
      hint: 'Send it with the header content-type: application/json.',
    })
  const json = parseJson(await readText(request))
  if (isDeeperThan(json, MAX_DEPTH))
    throw fail('invalid-request', `The body of this request is nested more than ${MAX_DEPTH} deep.`)
  return json
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw fail(
      'invalid-request',
      `The body of this request is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
}

const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)))

const readText = async (request: Request): Promise<string> => {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_JSON_BYTES) throw tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  const body: AsyncIterable<Uint8Array> | readonly Uint8Array[] = request.body ?? []
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > MAX_JSON_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const tooLarge = () => fail('too-large', 'This request is larger than 20 MB.', { hint: 'Send it in several parts.' })
