import type { Json } from '@reelgraph/shared'

export interface Choice {
  readonly value: string | number
  readonly label: string
}

interface Common {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly placeholder?: string
  readonly advanced: boolean
  /** Completed from what a provider lists, which takes room. */
  readonly live?: true
  readonly optional: boolean
  readonly fallback?: Json
}

export interface Limits {
  readonly min?: number
  readonly max?: number
  readonly integer: boolean
  /** What one press of an arrow key changes. */
  readonly step: number
  readonly unit?: string
}

interface Lengths {
  readonly minLength?: number
  readonly maxLength?: number
}

interface Shapes {
  readonly text: Lengths
  readonly textarea: Lengths
  readonly number: Limits
  readonly slider: Limits
  readonly seed: Limits
  readonly select: { readonly choices: readonly Choice[] }
  readonly segmented: { readonly choices: readonly Choice[] }
  readonly switch: object
  readonly assign: object
  readonly asset: object
  readonly json: object
}

export type WidgetName = keyof Shapes
export type FieldOf<Widget extends WidgetName> = Common & { readonly widget: Widget } & Shapes[Widget]

/** What a parameter looks like in a form. The widget is decided in `fields-of.ts`, from type and meta, and nowhere else. */
export type Field = { readonly [Widget in WidgetName]: FieldOf<Widget> }[WidgetName]
