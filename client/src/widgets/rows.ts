import type { Field, WidgetName } from './field.ts'

export type Row = readonly [Field] | readonly [Field, Field]

const wide = new Set<WidgetName>(['textarea', 'segmented', 'slider', 'assign', 'asset', 'json'])

/** Two narrow fields share a row when they stand next to each other; nothing changes its place. */
export function rowsOf(fields: readonly Field[]): readonly Row[] {
  const rows: Row[] = []
  for (let position = 0; position < fields.length; position += 1) {
    const field = fields[position]
    const next = fields[position + 1]
    if (!field) break
    if (next && isNarrow(field) && isNarrow(next)) {
      rows.push([field, next])
      position += 1
    } else rows.push([field])
  }
  return rows
}

const isNarrow = (field: Field): boolean => !wide.has(field.widget) && field.live !== true
