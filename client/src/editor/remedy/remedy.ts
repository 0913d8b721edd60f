import { ERROR_KINDS, type Catalog, type ErrorBody, type ErrorCode, type Step } from '@reelgraph/shared'
import { accountAt } from '../../keys/account-at.ts'
import { keyWanted } from '../../keys/key-button.tsx'
import { fieldTitle } from './field-title.ts'

/** The one thing that a person can do about an error. */
export type Remedy =
  | { readonly do: 'key'; readonly provider: string }
  /** Something is to be paid, or looked at, where the provider keeps the account. */
  | { readonly do: 'account'; readonly title: string; readonly address: string }
  /** A setting or an input; without a name all settings of the step. */
  | { readonly do: 'field'; readonly field: string | undefined }
  | { readonly do: 'model' }
  /** It is one of the fallbacks that cannot, and not for anything that can be set here. */
  | { readonly do: 'fallbacks' }
  /** Other words for those that were refused. */
  | { readonly do: 'reword'; readonly port: string }
  | { readonly do: 'again' }

interface Where {
  readonly catalog: Pick<Catalog, 'providers'>
  readonly step: Step
  /** It happened in a run. What a plan says is not mended by running it. */
  readonly failed: boolean
  /** It happened to a fallback, whose settings follow from those of the node. */
  readonly ofFallback?: boolean
}

/** Nothing where nobody can do anything, or what to do stands beside it anyway. */
export const remedyOf = (
  error: ErrorBody,
  { catalog, step, failed, ofFallback = false }: Where,
): Remedy | undefined => {
  const key = keyWanted(error)
  if (key !== undefined) return { do: 'key', provider: key }
  switch (error.code) {
    case 'no-credits':
    case 'not-allowed':
    case 'unknown-outcome':
      return accountOf(error, catalog)
    case 'content-policy': {
      const port = wordsPort(step, error.field)
      return port === undefined ? undefined : { do: 'reword', port }
    }
    case 'bad-parameter':
      if (ofFallback && (error.field === undefined || fieldTitle(step, error.field) === undefined))
        return { do: 'fallbacks' }
      return { do: 'field', field: error.field }
    case 'bad-output':
      if (!failed || !failsAlike(error)) return failed ? { do: 'again' } : undefined
      return fieldTitle(step, error.field) === undefined && ofFallback
        ? { do: 'fallbacks' }
        : { do: 'field', field: error.field }
    case 'missing-input':
      return error.field === undefined ? undefined : { do: 'field', field: error.field }
    case 'retired':
    case 'unknown-model':
      if (ofFallback) return { do: 'fallbacks' }
      // who types the name of a model themselves types another one
      return error.field === undefined ? { do: 'model' } : { do: 'field', field: error.field }
    default:
      return failed && isTriedAgain(error.code) ? { do: 'again' } : undefined
  }
}

/** A setting made it fail: what is run again as it is, is paid for again and fails again. */
export const failsAlike = (error: ErrorBody): error is ErrorBody & { readonly field: string } =>
  error.code === 'bad-output' && error.field !== undefined

const AGAIN: ReadonlySet<ErrorCode> = new Set(['provider-error', 'internal', 'ffmpeg-failed'])
const isTriedAgain = (code: ErrorCode): boolean => ERROR_KINDS[code].retry || AGAIN.has(code)

const accountOf = ({ provider }: ErrorBody, catalog: Where['catalog']): Remedy | undefined => {
  const account = accountAt(provider, catalog)
  return account && { do: 'account', ...account }
}

/** The input whose words are sent: the one that is named, or the one that the step is about. */
const wordsPort = ({ help, inputs }: Step, field: string | undefined): string | undefined => {
  const ports = Object.entries(inputs).flatMap(([name, { type }]) => (type === 'text' ? [name] : []))
  return ports.find((name) => name === field) ?? ports.find((name) => name === help?.port) ?? ports[0]
}

/** The next step as it is now: what has given up is not tried again by itself. */
export const hintOf = ({ code, hint }: ErrorBody, failed: boolean): string | undefined =>
  failed && code === 'rate-limited' ? 'It was tried for a while. Wait a little, then run it again.' : hint
