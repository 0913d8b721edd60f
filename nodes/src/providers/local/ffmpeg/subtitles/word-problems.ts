import type { Problem } from '@reelgraph/shared'
import { timedWords } from './timed-words.ts'

interface Asked {
  /** What is connected; `undefined` in it is still to come. */
  readonly words: readonly unknown[] | undefined
  /** How many things they belong to. */
  readonly of: number
  readonly port: string
  readonly thing: 'voice' | 'clip'
}

/** Words belong to the voice or clip of their place, so there are as many of them. */
export const wordProblems = ({ words = [], of, port, thing }: Asked): readonly Problem[] => {
  if (words.length > 0 && words.length !== of) {
    const things = `${of} ${thing}${of === 1 ? '' : 's'}`
    const message = `there are words for ${words.length}, and ${things}: each ${thing} has its own.`
    return [{ message, hint: `Connect the words of exactly the ${thing}s that are connected.`, field: port }]
  }
  if (words.every((given) => given === undefined || timedWords(given))) return []
  const message = 'what is connected is no words with their times.'
  return [
    { message, hint: 'Connect “Words” of a voice, or of a Text node that writes down what is said.', field: port },
  ]
}
