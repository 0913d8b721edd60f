import { nodeTitle, type ErrorBody, type Node, type Step } from '@reelgraph/shared'
import { ownWords } from '../../lib/own-words.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { askOf } from '../../runs/asks.ts'
import { useItems } from '../card/use-items.ts'
import { useProject, useEditing } from '../editor-context.ts'
import { KeyButton, keyWanted } from '../../keys/key-button.tsx'
import { brokenReason } from '../document/edits/wires.ts'
import styles from './inspector.module.css'

/** Everything that is wrong with a node, each with the next step. */
export function Problems({ node }: { readonly node: Node; readonly step: Step }) {
  const { catalog } = useEditing()
  // What a person is asked has a place of its own.
  const items = useItems(node.id).filter(({ task }) => !task || !askOf(task))
  const broken = useProject((project) =>
    Object.values(project.edges)
      .filter((edge) => edge.to.node === node.id || edge.from.node === node.id)
      .map((edge) => brokenReason(project, catalog, edge))
      .filter((reason) => reason !== undefined)
      .join('\n'),
  )
  const failed = new Set(items.filter((item) => item.state === 'failed').map((item) => item.error?.message))
  const errors = new Map(items.flatMap((item) => (item.error ? [[item.error.message, item.error] as const] : [])))
  for (const reason of broken.split('\n').filter(Boolean))
    errors.set(reason, {
      code: 'bad-connection',
      message: reason,
      hint: 'Remove the broken wire or connect it elsewhere.',
    })
  if (errors.size === 0) return
  return (
    <div className={styles.section}>
      {[...errors.values()].map((error) => (
        <ErrorNote
          key={error.message}
          tone={failed.has(error.message) ? 'bad' : 'warn'}
          title={ownWords(error.message, nodeTitle(catalog, node))}
          hint={error.hint}
          action={keyAction(error)}
          {...(error.detail !== undefined && {
            detail: typeof error.detail === 'string' ? error.detail : JSON.stringify(error.detail, null, 2),
          })}
        />
      ))}
    </div>
  )
}

const keyAction = (error: ErrorBody) => {
  const provider = keyWanted(error)
  return provider === undefined ? undefined : <KeyButton provider={provider} />
}
