import { Fragment } from 'react'
import { ERROR_KINDS, nodeTitle, type ErrorBody, type Node, type Step } from '@reelgraph/shared'
import { ownWords } from '../../lib/own-words.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { askOf } from '../../runs/asks.ts'
import { earlierText } from '../../runs/earlier-text.ts'
import { earlierTries, isOfFallback } from '../../runs/tried-by.ts'
import { useItems } from '../card/use-items.ts'
import { useProject, useEditing } from '../editor-context.ts'
import { brokenReason } from '../document/edits/wires.ts'
import { RemedyButton } from '../remedy/remedy-button.tsx'
import { hintOf, remedyOf } from '../remedy/remedy.ts'
import { useShowNode } from '../use-names.ts'
import styles from './inspector.module.css'

/** Everything that is wrong with a node, each with the next step. */
export function Problems({ node, step }: { readonly node: Node; readonly step: Step }) {
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
  const failures = new Map(
    items.flatMap((view) => (view.state === 'failed' && view.error ? [[view.error.message, view] as const] : [])),
  )
  const title = nodeTitle(catalog, node)
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
      {[...errors.values()].map((error) => {
        const { item = null, task } = failures.get(error.message) ?? {}
        const failed = failures.has(error.message)
        const mend = { node, step, failed, item }
        return (
          <ErrorNote
            key={error.message}
            tone={failed ? 'bad' : 'warn'}
            title={ownWords(error.message, title)}
            hint={hintOf(error, failed)}
            action={<Mend {...mend} error={error} ofFallback={task !== undefined && isOfFallback(task)} />}
            earlier={(task ? earlierTries(task) : []).map((one) => (
              <Fragment key={one.model}>
                <span>{earlierText(one, { catalog, title })}</span>
                {one.error && mends(one.error, error) && <Mend {...mend} error={one.error} />}
              </Fragment>
            ))}
            {...(error.detail !== undefined && {
              detail: typeof error.detail === 'string' ? error.detail : JSON.stringify(error.detail, null, 2),
            })}
          />
        )
      })}
    </div>
  )
}

/** What is done about an earlier error is said where it is not the same again: to run it again is done but once. */
const mends = (earlier: ErrorBody, { code, provider }: ErrorBody): boolean =>
  (earlier.code !== code || earlier.provider !== provider) && !ERROR_KINDS[earlier.code].retry

interface MendProps {
  readonly error: ErrorBody
  readonly node: Node
  readonly step: Step
  readonly failed: boolean
  readonly item: string | null
  readonly ofFallback?: boolean
}

/** What holds it up may be another node's, and is mended there; a key is set in the same place for all. */
function Mend({ error, node, step, failed, item, ofFallback = false }: MendProps) {
  const { catalog } = useEditing()
  const show = useShowNode()
  const id = error.node !== undefined && error.node !== node.id ? error.node : undefined
  const culprit = useProject((project) => (id === undefined ? undefined : project.nodes[id]))
  const remedy = remedyOf(error, { catalog, step, failed, ofFallback })
  if (culprit && remedy?.do !== 'key')
    return (
      <Button size="small" onClick={() => show(culprit.id, error.field)}>
        Show {nodeTitle(catalog, culprit)}
      </Button>
    )
  // the settings stand right below: without a name there is nowhere to lead to
  if (!remedy || (remedy.do === 'field' && remedy.field === undefined)) return
  return <RemedyButton remedy={remedy} error={error} node={node} step={step} item={item} />
}
