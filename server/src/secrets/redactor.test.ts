import { ProviderFailure, ReelgraphError } from '@reelgraph/shared'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedactor, REDACTED } from './redactor.ts'

const KEY = 'sk-a+b/c=ü-5f0e1d2c3b4a'

const knowing = (...secrets: readonly string[]) => {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.learn(secret)
  return redactor
}

test('a secret is taken out of a text, wherever it stands and however often', () => {
  expect(knowing(KEY).text(`${KEY} is wrong, ${KEY}!`)).toBe(`${REDACTED} is wrong, ${REDACTED}!`)
})

test.each([
  ['in an address', encodeURIComponent(KEY)],
  ['in an address, in small letters', encodeURIComponent(KEY).toLowerCase()],
  ['in JSON', JSON.stringify({ KEY })],
  ['in base64', Buffer.from(KEY).toString('base64')],
  ['in base64 for addresses', Buffer.from(KEY).toString('base64url')],
  ['as password of basic authentication', Buffer.from(`api:${KEY}`).toString('base64')],
  ['as its user', Buffer.from(`${KEY}:`).toString('base64')],
  ['as bytes in hexadecimal', Buffer.from(KEY).toString('hex')],
])('also %s', (_, written) => {
  const told = knowing(KEY).text(`<${written}>`)
  expect(told).toContain(REDACTED)
  expect(told.toLowerCase()).not.toContain(written.slice(4, -5).toLowerCase())
})

const character = fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code))
const anyWords = fc.string({ unit: character })
const anySecret = fc.string({ unit: character, minLength: 16, maxLength: 80 })

test('whatever the secret and whatever stands around it, in text or base64, it does not come out', () => {
  fc.assert(
    fc.property(anySecret, anyWords, anyWords, (secret, before, after) => {
      const redactor = knowing(secret)
      expect(redactor.text(before + secret + after)).not.toContain(secret)
      const encoded = redactor.text(Buffer.from(before + secret + after).toString('base64'))
      // the two characters at either end hold bits of the neighbours, and no more than six of the secret
      expect(encoded).toContain(REDACTED)
      expect(redactor.text(JSON.stringify({ before, secret, after }))).not.toContain(
        JSON.stringify(secret).slice(1, -1),
      )
    }),
  )
})

test('where one secret begins with another, nothing of the longer one is left', () => {
  const redactor = knowing('secret-one', 'secret-one-and-more')
  expect(redactor.text('is secret-one-and-more')).toBe(`is ${REDACTED}`)
})

test('of a text that was cut off in the middle of a secret, its beginning goes too', () => {
  const redactor = knowing(KEY)
  const told = `The key is ${KEY}`
  for (let length = 'The key is '.length + 4; length <= told.length; length += 1)
    expect(redactor.cutText(told.slice(0, length))).toBe(`The key is ${REDACTED}`)
  expect(redactor.cutText('The key is ')).toBe('The key is ')
})

test('words too short to be a secret stay: they also stand elsewhere', () => {
  expect(knowing('test').text('a test')).toBe('a test')
})

test('lists and objects are cleaned in depth, names of fields too, and are the same ones where there is nothing', () => {
  const redactor = knowing(KEY)
  const clean = { a: ['b', { c: 1 }] }
  expect(redactor.value(clean)).toBe(clean)
  expect(redactor.value({ a: [`${KEY}!`, { [KEY]: 1 }] })).toEqual({ a: [`${REDACTED}!`, { [REDACTED]: 1 }] })
  const bytes = { bytes: new Uint8Array([1]) }
  expect(redactor.value(bytes)).toBe(bytes)
})

test('an error stays what it is: class, code, what was charged, cause and stack, without the secret', () => {
  const cause = new TypeError(`fetch of https://x.example/?key=${KEY} failed`)
  const body = { code: 'key-rejected', message: `Bad key ${KEY}`, detail: { authorization: `Key ${KEY}` } } as const
  const told = knowing(KEY).error(new ProviderFailure(body, { charged: 'unknown', retryAfterMs: 5, cause }))
  expect(told).toBeInstanceOf(ProviderFailure)
  if (!(told instanceof ProviderFailure)) return
  expect(told).toMatchObject({
    code: 'key-rejected',
    charged: 'unknown',
    retryAfterMs: 5,
    message: `Bad key ${REDACTED}`,
  })
  expect(told.cause).toBeInstanceOf(TypeError)
  expect(told.stack).toContain('redactor.test')
  const everything = [told.message, told.stack, JSON.stringify(told.body), told.cause, (told.cause as Error).stack]
  expect(everything.join('\n')).not.toContain(KEY)
})

test('an error without a secret is the very same, and errors that cause each other come to an end', () => {
  const redactor = knowing(KEY)
  const error = new ReelgraphError({ code: 'internal', message: 'no' })
  expect(redactor.error(error)).toBe(error)
  const first = new Error(KEY)
  first.cause = new Error('second', { cause: first })
  expect((redactor.error(first) as Error).message).toBe(REDACTED)
})
