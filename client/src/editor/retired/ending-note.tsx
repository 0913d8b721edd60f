import type { ErrorBody, Node } from '@reelgraph/shared'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ReplaceRetired } from './replace-retired.tsx'
import { useEnding } from './use-retired.ts'

/** Of a model that can still be chosen: that it ends soon, or has ended since, and what to use then. */
export function EndingNote({ node }: { readonly node: Node }) {
  const ending = useEnding(node)
  if (!ending?.notice) return
  const { end, notice, replacement } = ending
  return (
    <ErrorNote
      tone={notice.over ? 'bad' : 'warn'}
      title={`“${end.title}” ${notice.words}.`}
      hint={replacement ? undefined : 'Choose another model for this node.'}
      action={replacement && <ReplaceRetired node={node} replacement={replacement} />}
    />
  )
}

/** Of a model that is gone. */
export function RetiredNote({ node, error }: { readonly node: Node; readonly error: ErrorBody }) {
  const replacement = useEnding(node)?.replacement
  return (
    <ErrorNote
      tone="warn"
      title={error.message}
      hint={error.hint}
      action={replacement && <ReplaceRetired node={node} replacement={replacement} />}
    />
  )
}
