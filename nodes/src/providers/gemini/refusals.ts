/** Why its filters stop an answer, by the reason it gives. */
const REFUSALS: Readonly<Record<string, string>> = {
  SAFETY: 'its safety filter stopped the answer',
  RECITATION: 'the answer came too close to a work that there is already',
  LANGUAGE: 'it does not write in this language',
  BLOCKLIST: 'the answer had a word in it that is not allowed',
  PROHIBITED_CONTENT: 'the answer would have been something that is not allowed',
  SPII: 'the answer would have told something personal of somebody',
  IMAGE_SAFETY: 'its safety filter stopped the picture',
  IMAGE_PROHIBITED_CONTENT: 'the picture would have been something that is not allowed',
  IMAGE_RECITATION: 'the picture came too close to a work that there is already',
}

interface Reasons {
  readonly finishReason?: string | null | undefined
  /** Of the prompt: there is no answer then. */
  readonly blockReason?: string | null | undefined
}

/** In words; undefined where nothing was refused. */
export const refusalOf = ({ finishReason, blockReason }: Reasons): string | undefined =>
  typeof blockReason === 'string' ? `its filter stopped the prompt (${blockReason})` : REFUSALS[finishReason ?? '']
