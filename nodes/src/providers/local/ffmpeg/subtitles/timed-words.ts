import { z } from 'zod'

/** Seconds from the start of what they were heard in. */
export interface TimedWord {
  readonly word: string
  readonly start: number
  readonly end: number
  readonly speaker?: string | undefined
}

const WordsSchema = z.array(
  z.object({ word: z.string(), start: z.number().min(0), end: z.number().min(0), speaker: z.string().optional() }),
)

/** What voices and models of speech to text give as “Words”. Undefined where it is something else. */
export const timedWords = (value: unknown): readonly TimedWord[] | undefined => {
  const words = WordsSchema.safeParse(value).data
  return words?.filter(({ word }) => word.trim() !== '').toSorted((a, b) => a.start - b.start)
}
