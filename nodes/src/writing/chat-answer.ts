/** What a model wrote, and what the service says of it. */
export interface ChatAnswer {
  readonly text: string
  /** In the words of a model that does not want to. */
  readonly refusal: string
  /** Why it stopped: `stop`, `length`, `content_filter`, … Absent where it never said so. */
  readonly finish?: string
  /** The service's name for the request. */
  readonly id?: string
  readonly usage?: ChatUsage
}

export interface ChatUsage {
  readonly input: number
  readonly output: number
  readonly thinking?: number
  /** Dollars, by the service's own figure. */
  readonly cost?: number
}

/** What of a chat came before it broke off. */
export class BrokenChat extends Error {
  readonly came: ChatAnswer

  constructor(came: ChatAnswer, cause: unknown) {
    super('a chat broke off', { cause })
    this.came = came
  }
}
