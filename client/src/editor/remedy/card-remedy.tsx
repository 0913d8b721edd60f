import type { ErrorBody, Node, Step } from '@reelgraph/shared'
import { isOfFallback } from '../../runs/tried-by.ts'
import type { ItemView } from '../card/item-view.ts'
import { useEditing } from '../editor-context.ts'
import { RemedyButton } from './remedy-button.tsx'
import { remedyOf } from './remedy.ts'
import styles from './remedy.module.css'

interface CardRemedyProps {
  readonly node: Node
  readonly step: Step
  readonly items: readonly ItemView[]
  /** What the line at the foot of the card tells. */
  readonly error: ErrorBody | undefined
}

/** Below the foot of a card whose error stands in its line alone. To run it again has a place in that line. */
export function CardRemedy({ node, step, items, error }: CardRemedyProps) {
  const { catalog } = useEditing()
  const item = items.find((entry) => entry.error === error)
  if (!error || !item || (error.node !== undefined && error.node !== node.id)) return
  const remedy = remedyOf(error, {
    ...{ catalog, step, failed: item.state === 'failed' },
    ofFallback: item.task !== undefined && isOfFallback(item.task),
  })
  if (!remedy || remedy.do === 'again') return
  return (
    <div className={`${styles.row} nodrag nopan`}>
      <RemedyButton remedy={remedy} error={error} node={node} step={step} item={item.item} />
    </div>
  )
}
