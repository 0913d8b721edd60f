/** Words that are being changed, before they are used. */
export interface WordingDraft {
  readonly words: string
  /** What the person had there before a model's words took its place. */
  readonly mine?: string
  /** What a model wrote there last. */
  readonly written?: string
}

export const typedInto = (draft: WordingDraft, words: string): WordingDraft => ({ ...draft, words })

/** Other words take the place of those that stand there when they come; whatever a person typed until then can be had again. */
export const withWritten = (draft: WordingDraft, written: string): WordingDraft => {
  const mine = draft.words === draft.written ? draft.mine : draft.words
  return { words: written, written, ...(mine !== undefined && { mine }) }
}
