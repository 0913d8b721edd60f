import type { Entry } from '../document/edits/entries.ts'
import type { Editing } from '../editor-context.ts'
import { modelFor } from './add-entry.ts'

/** The name of the model that a new node of a kind starts with; nothing where it holds none. */
export const startTitle = (editing: Editing, entry: Entry): string | undefined => {
  const { catalog } = editing
  const model = modelFor(editing, entry, {}) ?? catalog.kinds.get(entry.kind)?.model?.default
  return entry.model || model === undefined ? undefined : catalog.models.get(model)?.title
}
