import type { ReactNode } from 'react'
import type { Json } from '@reelgraph/shared'
import type { FieldOf, WidgetName } from './field.ts'

/** What a widget is given. It knows nothing of the form around it. */
export interface WidgetProps<Widget extends WidgetName = WidgetName> {
  readonly field: FieldOf<Widget>
  /** What counts now: what is stored, else the default. */
  readonly value: Json | undefined
  readonly id: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
  readonly disabled: boolean
  readonly extras: WidgetExtras
  /** While typing or dragging. Values that would be refused are dropped. */
  onInput(value: Json): void
  /** Done. `undefined` goes back to the default. Gives false, and shows why, where the value is refused. */
  onCommit(value: Json | undefined): boolean
  /** Something is written that is no value at all; `undefined` takes it back. */
  onProblem(reason: string | undefined): void
}

/** What the schema cannot say about a field, from who draws the form. */
export interface WidgetExtras {
  /** For `assign`: what is paired, and with what. Without them the numbers are typed. */
  readonly pairs?: { readonly items: readonly string[]; readonly targets: readonly string[] }
  /** For `text`: what may be typed, with what a person reads beside it. */
  readonly suggestions?: readonly { readonly value: string; readonly label: string }[]
  /** Said below the field. */
  readonly note?: string
  /** For `asset`: what is chosen now, and how far an upload is (0 to 1). */
  readonly asset?: { readonly title: string; readonly preview?: ReactNode; readonly progress?: number }
  /** For `asset`: mime types as in `<input accept>`. */
  readonly accept?: string
  /** For `asset`: a file was dropped or picked. */
  onPick?(file: File): void
}
