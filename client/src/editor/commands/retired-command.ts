import { toast } from '../../ui/toast.ts'
import { replaceRetiredOps, retiredNodes } from '../document/edits/retired.ts'
import type { Editing } from '../editor-context.ts'
import type { Command } from './command.ts'

const opsOf = ({ document, catalog }: Editing) =>
  replaceRetiredOps(document.project, catalog, retiredNodes(document.project, catalog, Date.now()))

/** Every step whose model is gone gets the one that takes its place, in one step that undo takes back. */
export const retiredCommand: Command = {
  id: 'replace-retired',
  label: 'Replace retired models',
  group: 'Edit',
  when: (editing) => (opsOf(editing).length > 0 ? true : 'No step names a model that was retired.'),
  run: (editing) => {
    if (editing.document.commit('Replace retired models', opsOf(editing)))
      toast({ text: 'Their models are replaced. Undo brings back what they were.' })
  },
}
