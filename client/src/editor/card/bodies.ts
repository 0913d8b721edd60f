import type { ReactNode } from 'react'
import type { BodyProps } from './body-props.ts'
import { ImportBody } from './import-body.tsx'
import { MediaBody } from './media-body.tsx'
import { TextBody } from './text-body.tsx'

/** What a card shows between its head and its ports, by kind; `generating` for every kind that is not listed. */
export const bodies: Readonly<Record<string, (props: BodyProps) => ReactNode>> & {
  readonly generating: (props: BodyProps) => ReactNode
} = {
  text: TextBody,
  import: ImportBody,
  generating: MediaBody,
}
