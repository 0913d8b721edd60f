import type { Node, Step } from '@reelgraph/shared'
import { useNodeRun } from '../../runs/use-runs.ts'
import type { ItemView } from '../card/item-view.ts'
import { AnswerAll } from './answer-all.tsx'
import { ApproveHolding } from './approve-holding.tsx'
import { AskButtons } from './ask-buttons.tsx'
import { askedItems, holdingItems, type AskedItem } from './asked-items.ts'
import styles from './decide.module.css'

interface DecideRowProps {
  readonly node: Node
  readonly step: Step
  readonly title: string
  readonly items: readonly ItemView[]
  /** The item that is looked at. */
  readonly shown: ItemView | undefined
}

/** At the foot of a card, while it asks a person something. */
export function DecideRow({ items, ...rest }: DecideRowProps) {
  const asked = askedItems(items)
  const list = items.length > 1
  if (asked.length > 0) return <Row {...rest} asked={asked} list={list} />
  const holding = holdingItems(items)
  if (holding.length === 0) return
  const current = holding.find(({ item }) => item === rest.shown?.item)
  return (
    <div className={`${styles.row} nodrag nopan`} role="group" aria-label={`${rest.title} waits for you`}>
      {current && (
        <ApproveHolding node={rest.node.id} holding={[current]} which={list ? current.position + 1 : undefined} />
      )}
      {holding.length > 1 && <ApproveHolding node={rest.node.id} holding={holding} />}
    </div>
  )
}

interface RowProps extends Omit<DecideRowProps, 'items'> {
  readonly asked: readonly AskedItem[]
  readonly list: boolean
}

function Row({ node, step, title, asked, shown, list }: RowProps) {
  const run = useNodeRun(node.id)
  if (!run?.active) return
  const current = asked.find(({ item }) => item === shown?.item)
  return (
    <div className={`${styles.row} nodrag nopan`} role="group" aria-label={`${title} waits for you`}>
      {current && (
        <AskButtons
          node={node.id}
          locked={node.locked}
          step={step}
          run={run.run}
          asked={current}
          list={list}
          numbered={list}
        />
      )}
      <AnswerAll run={run.run} asked={asked} />
    </div>
  )
}
