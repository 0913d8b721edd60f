import { ProviderFailure, type GivenOutputs, type ProviderDefinition } from '@reelgraph/shared'
import { providerError, providerFailure } from '../failures/provider-error.ts'
import { shaped } from './answer-shape.ts'
import type { WriterOutputs } from './writer-ports.ts'
import type { Split } from '../kinds/text/split.ts'
import type { ChatAnswer } from './chat-answer.ts'

interface Wanted {
  readonly provider: Pick<ProviderDefinition, 'id' | 'title'>
  readonly params: { readonly split: Split; readonly schema: string; readonly maxTokens: number }
}

/** What a step gives of an answer that came to its end. @throws `ProviderFailure` where it is no answer. */
export const finishedOutputs = (answer: ChatAnswer, { provider, params }: Wanted): GivenOutputs<WriterOutputs> => {
  const { text, refusal, finish, id: requestId } = answer
  const failed = (code: 'content-policy' | 'bad-output' | 'provider-error', said: string): Error =>
    providerFailure(provider, { code, said, requestId, charged: true })
  if (finish === undefined)
    throw providerFailure(provider, {
      code: 'unknown-outcome',
      said: 'its answer broke off',
      requestId,
      charged: 'unknown',
    })
  if (finish === 'length') throw tooLong(answer, { provider, params })
  if (finish === 'error') throw failed('provider-error', 'it broke off while it wrote')
  if (finish === 'content_filter') throw failed('content-policy', 'its filter stopped the answer')
  if (refusal !== '') throw failed('content-policy', refusal)
  if (text.trim() === '') throw failed('bad-output', 'its answer is empty')
  const given = shaped(text, params)
  if ('misses' in given) throw failed('bad-output', given.misses)
  return given
}

const tooLong = ({ id: requestId }: ChatAnswer, { provider, params: { maxTokens } }: Wanted): ProviderFailure => {
  const said = `its answer is longer than ${maxTokens.toLocaleString('en')} tokens, with what it thought`
  const told = providerError(provider, { code: 'bad-output', said, requestId, field: 'maxTokens' })
  return new ProviderFailure({ ...told, hint: 'Raise “Longest answer”, or ask for less.' }, { charged: true })
}
