import { isIP } from 'node:net'
import { fail, type SecretField } from '@reelgraph/shared'
import { isPublicAddress } from '../net/public-address.ts'

const SHORTEST = 8
const LONGEST = 4_096

/** What a person has typed or pasted, as it is sent to the provider. @throws `invalid-request` that never repeats it. */
export const checkValue = (typed: string, field: SecretField): string => {
  const value = typed.trim()
  const refuse = (what: string, hint: string) =>
    fail('invalid-request', `${field.title}: ${what}`, { hint, field: field.name })
  if (/^(["'`]).*\1$/s.test(value)) throw refuse('there are quotes around it.', 'Paste it without them.')
  const variable = field.env.find((name) => value.startsWith(`${name}=`))
  if (variable !== undefined) throw refuse(`it starts with ${variable}=.`, 'Paste only what comes after the sign.')
  if (/^(bearer|key|basic)\s/i.test(value))
    throw refuse('a word stands before it.', 'Paste only the key itself, without “Bearer” or “Key”.')
  if (/\s/.test(value)) throw refuse('there is a space or a line break in it.', 'Copy it again, all of it and only it.')
  if (!/^[\u0021-\u007E]*$/.test(value))
    throw refuse('there are characters in it that no key has.', 'Copy it again, all of it and only it.')
  if (value === '') throw refuse('it is empty.', 'Paste it again, or remove what is saved.')
  if (field.secret && value.length < SHORTEST)
    throw refuse(`${value.length} characters are too few for a key.`, 'Copy it again, all of it.')
  if (value.length > LONGEST) throw refuse('it is too long for a key.', 'Copy it again, and only it.')
  return value
}

/** @returns an address without a slash at its end. @throws `invalid-request`. */
export const checkBaseUrl = (typed: string): string => {
  const refuse = (what: string, hint: string) => fail('invalid-request', what, { hint, field: 'baseUrl' })
  const url = URL.parse(typed.trim())
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw refuse('This is not a web address.', 'It starts with https://, or with http:// on this machine.')
  if (url.username || url.password)
    throw refuse('There is a user name or a password in this address.', 'Take it out; the key goes into its own field.')
  if (url.search || url.hash) throw refuse('There is a ? or a # in this address.', 'Take away what comes after it.')
  if (url.protocol === 'http:' && !isPrivate(url.hostname))
    throw refuse(
      `The key would be sent to ${url.hostname} for everybody on the way to read.`,
      'Use https://. Only addresses of this machine and its network work without.',
    )
  return url.href.replace(/\/+$/, '')
}

const isPrivate = (hostname: string): boolean => {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host)) return !isPublicAddress(host)
  return !host.includes('.') || /\.(localhost|local|lan|internal|home\.arpa|test)$/i.test(host)
}
