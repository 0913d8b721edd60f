import type { Json } from '@reelgraph/shared'
import { z } from 'zod'

/** What Scribe answers, whoever it is asked through. */
export const HeardSchema = z.object({
  text: z.string(),
  words: z
    .array(
      z.object({
        text: z.string(),
        start: z.number().nullish(),
        end: z.number().nullish(),
        type: z.string().nullish(),
        speaker_id: z.string().nullish(),
      }),
    )
    .nullish(),
})
type Heard = z.infer<typeof HeardSchema>

/**
 * Every word with its time, as our “Words”. Spaces are no words, and what has no time cannot be shown.
 *
 * @param speakers whether it is wanted who says them.
 */
export const heardWords = ({ words }: Heard, speakers: boolean): Json[] =>
  (words ?? []).flatMap(({ text, start, end, type, speaker_id: speaker }) => {
    if (type === 'spacing' || typeof start !== 'number' || typeof end !== 'number' || text.trim() === '') return []
    return [{ word: text.trim(), start, end, ...(speakers && typeof speaker === 'string' && { speaker }) }]
  })
