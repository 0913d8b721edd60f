import {
  ProviderFailure,
  type Charged,
  type ErrorBody,
  type ErrorCode,
  type ProviderDefinition,
} from '@reelgraph/shared'
import { unreadDetail } from './thrown.ts'

/** The ways in which a provider fails. Every provider's errors are brought to one of these, and then said alike. */
export type ProviderCode = Extract<
  ErrorCode,
  | 'key-rejected'
  | 'no-credits'
  | 'not-allowed'
  | 'rate-limited'
  | 'content-policy'
  | 'bad-parameter'
  | 'retired'
  | 'provider-down'
  | 'provider-error'
  | 'unknown-outcome'
  | 'bad-output'
  | 'cancelled'
>

export interface Told {
  readonly code: ProviderCode
  /** In the provider's own words. */
  readonly said?: string | undefined
  /** The parameter or port to jump to. */
  readonly field?: string | undefined
  /** The provider's name for the request. */
  readonly requestId?: string | undefined
  /** Other words, where it refuses these and names some. */
  readonly suggestion?: string | undefined
  /** How long it asks to wait. */
  readonly retryAfterMs?: number | undefined
}

type Provider = Pick<ProviderDefinition, 'id' | 'title'>

/** What a person is told: who, what, why, and the one thing to do. */
export const providerError = ({ id, title }: Provider, told: Told): ErrorBody => {
  const { said, field, requestId, suggestion } = told
  const { message, hint } = SENTENCES[told.code](title, told)
  const words = said?.trim().replace(/\s+/g, ' ').slice(0, 500)
  return {
    code: told.code,
    message: words ? `${message.replace(/\.$/, '')}: ${words}` : message,
    hint,
    provider: id,
    ...(field !== undefined && { field }),
    ...(requestId !== undefined && requestId !== '' && { requestId }),
    ...(suggestion && { suggestion }),
  }
}

/** The same as something to throw, with what is known of the charge. */
export const providerFailure = (
  provider: Provider,
  told: Told & { readonly charged: Charged; readonly cause?: unknown },
): ProviderFailure => {
  const detail = unreadDetail(told.cause)
  const body = { ...providerError(provider, told), ...(detail !== undefined && { detail }) }
  return new ProviderFailure(body, { charged: told.charged, retryAfterMs: told.retryAfterMs, cause: told.cause })
}

interface Sentence {
  readonly message: string
  readonly hint: string
}

const SENTENCES: Readonly<Record<ProviderCode, (title: string, told: Told) => Sentence>> = {
  'key-rejected': (title) => ({
    message: `${title} does not accept your key.`,
    hint: `Check or renew the ${title} key in the settings.`,
  }),
  'no-credits': (title) => ({
    message: `Your ${title} account cannot pay for this.`,
    hint: `Add credits to your ${title} account, then run it again.`,
  }),
  'not-allowed': (title) => ({
    message: `Your ${title} account does not allow this.`,
    hint: `Allow it, or agree to it, in your ${title} account, then run it again; or use another model.`,
  }),
  'rate-limited': (title, { retryAfterMs }) => ({
    message: `${title} has too many of your requests at once.`,
    hint:
      retryAfterMs === undefined ? 'It is tried again in a while.' : `It is tried again in ${seconds(retryAfterMs)}.`,
  }),
  'content-policy': (title) => ({
    message: `${title} refuses to make this.`,
    hint: 'Reword the prompt, or change what goes in with it, then run it again.',
  }),
  'bad-parameter': (title) => ({
    message: `${title} does not take these settings.`,
    hint: 'Change the setting that it names, then run it again.',
  }),
  retired: (title) => ({
    message: `${title} does not have this model.`,
    hint: 'It may be gone, or be called otherwise there. Choose another model for this node.',
  }),
  'provider-down': (title) => ({
    message: `${title} cannot be used at the moment.`,
    hint: 'Nothing was paid. Run it again later, or use another model.',
  }),
  'provider-error': (title) => ({
    message: `${title} tried and failed.`,
    hint: 'Run it again; if it stays, change the prompt or use another model.',
  }),
  'unknown-outcome': (title) => ({
    message: `Whether ${title} has made this is not known.`,
    hint: `Look at your ${title} account before you run it again.`,
  }),
  'bad-output': (title) => ({
    message: `${title} gave nothing that can be used.`,
    hint: 'Run it again; nothing was stored.',
  }),
  cancelled: (title) => ({ message: `It was stopped at ${title}.`, hint: 'Run it again when you want it.' }),
}

const seconds = (ms: number): string => {
  const whole = Math.max(1, Math.ceil(ms / 1000))
  return whole < 120 ? `${whole} s` : `${Math.ceil(whole / 60)} min`
}
