import { offerWordings, startWording, type StartedTrial, type TaskState, type TrialOffer } from '@reelgraph/shared'
import { call } from '../../api/call.ts'

export interface Refused {
  readonly words: string
  readonly because: string
}

const MOST_BECAUSE = 2000
const asked = ({ words, because }: Refused) => ({ words, because: because.slice(0, MOST_BECAUSE) })

export const askWordings = async (refused: Refused, signal: AbortSignal): Promise<readonly TrialOffer[]> =>
  (await call(offerWordings, { body: asked(refused), signal })).offers

/** What was shown as the most it can cost is what it may cost. */
export const beginWording = (refused: Refused, { model, price }: TrialOffer): Promise<StartedTrial> =>
  call(startWording, { body: { ...asked(refused), model, ...(price !== 'unknown' && { atMost: price.high }) } })

/** What was written, without the quotation marks that models like to put around it. */
export const wordingOf = ({ outputs }: TaskState): string | undefined => {
  const [output] = Object.values(outputs ?? {})
  const value = output && ('value' in output ? output.value : output.items[0]?.value)
  return typeof value === 'string' ? value.trim().replace(/^["“](.*)["”]$/su, '$1') : undefined
}
