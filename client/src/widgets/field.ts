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

/** What a parameter looks like in a form. The widget is decided here, from type and meta, and nowhere else. */
export type Field = Common &
  (
    | { readonly widget: 'text' | 'textarea'; readonly minLength?: number; readonly maxLength?: number }
    | ({ readonly widget: 'number' | 'slider' | 'seed' } & Limits)
    | { readonly widget: 'select' | 'segmented'; readonly choices: readonly Choice[] }
    | { readonly widget: 'switch' }
    | { readonly widget: 'assign' }
    | { readonly widget: 'asset' }
    | { readonly widget: 'json' }
  )

export type FieldOf<Widget extends Field['widget']> = Extract<Field, { widget: Widget }>
