import type { Node, Step } from '@reelgraph/shared'

/** What the part of a card between head and state line is given. */
export interface BodyProps {
  readonly node: Node
  readonly step: Step
  readonly title: string
}
