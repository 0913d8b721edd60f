/** Documents as they are kept, whether anybody can read them or not. */
export interface DocumentTexts {
  all(): AsyncIterable<DocumentText>
}

export interface DocumentText {
  readonly id: string
  /** `kept`: an earlier form, or a damaged one. */
  readonly place: 'current' | 'binned' | 'kept'
  readonly text: string
}
