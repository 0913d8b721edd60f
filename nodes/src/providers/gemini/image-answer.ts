import { z } from 'zod'
import type { Told } from '../../failures/provider-error.ts'
import type { ImageUsage } from './image-price.ts'
import { refusalOf } from './refusals.ts'

const CountsSchema = z.array(z.object({ modality: z.string().nullish(), tokenCount: z.number().nullish() })).nullish()

/** As far as it is read; what else comes is passed over. */
export const ImageAnswerSchema = z.object({
  responseId: z.string().nullish(),
  candidates: z
    .array(
      z.object({
        content: z
          .object({
            parts: z
              .array(
                z.object({
                  text: z.string().nullish(),
                  thought: z.boolean().nullish(),
                  inlineData: z.object({ data: z.string().nullish() }).nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finishReason: z.string().nullish(),
      }),
    )
    .nullish(),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish(),
  usageMetadata: z
    .object({
      promptTokenCount: z.number().nullish(),
      candidatesTokenCount: z.number().nullish(),
      candidatesTokensDetails: CountsSchema,
      thoughtsTokenCount: z.number().nullish(),
    })
    .nullish(),
})
type ImageAnswer = z.infer<typeof ImageAnswerSchema>

/** What was counted, where it was. Where pictures are not told apart, all that was made is one. */
export const usageOf = ({ usageMetadata: told }: ImageAnswer): ImageUsage | undefined => {
  if (!told) return undefined
  const made = told.candidatesTokenCount ?? 0
  const details = told.candidatesTokensDetails?.filter(({ modality }) => modality === 'IMAGE')
  const image = details?.length ? details.reduce((sum, { tokenCount }) => sum + (tokenCount ?? 0), 0) : made
  return {
    prompt: told.promptTokenCount ?? 0,
    image,
    text: Math.max(0, made - image) + (told.thoughtsTokenCount ?? 0),
  }
}

/** The picture in base64, or why there is none. What it drew while it thought is none. */
export const pictureIn = ({ candidates, promptFeedback }: ImageAnswer): string | Told => {
  const [candidate] = candidates ?? []
  const finishReason = candidate?.finishReason
  const refusal = refusalOf({ finishReason, blockReason: promptFeedback?.blockReason })
  if (refusal !== undefined) return { code: 'content-policy', said: refusal, field: 'prompt' }
  const parts = (candidate?.content?.parts ?? []).filter(({ thought }) => !thought)
  const picture = parts.findLast(({ inlineData }) => inlineData?.data)?.inlineData?.data
  if (picture) return picture
  const words = parts
    .map(({ text }) => text ?? '')
    .join(' ')
    .trim()
  if (words !== '') return { code: 'bad-output', said: `it answered with words: ${words}` }
  return { code: 'bad-output', said: `there is no picture in its answer${finishReason ? ` (${finishReason})` : ''}` }
}
