import ExternalLink from 'lucide-react/icons/external-link'
import { findingsText, nodeTitle, providerOf, type Node, type Step } from '@reelgraph/shared'
import { accountAt } from '../../keys/account-at.ts'
import { triedBy } from '../../runs/tried-by.ts'
import { useNow } from '../../runs/use-now.ts'
import { useNodeRun } from '../../runs/use-runs.ts'
import { STATE_SIGNS } from '../../ui/state-dot.tsx'
import { stepStateOf } from '../../runs/step-state.ts'
import { useItems } from '../card/use-items.ts'
import type { ItemView } from '../card/item-view.ts'
import { useEditing, useSession } from '../editor-context.ts'
import { AnswerAll } from './answer-all.tsx'
import { ApproveHolding } from './approve-holding.tsx'
import { AskButtons } from './ask-buttons.tsx'
import { askedItems, headOf, holdingItems, questionOf, SHOWN, shownItem, type AskedItem } from './asked-items.ts'
import { explained } from './explained.ts'
import styles from './decide.module.css'
import { useRerolls } from './use-rerolls.ts'

/** In the inspector: what a node asks a person, in whole sentences, with the answers. */
export function DecideSection({ node, step }: { readonly node: Node; readonly step: Step }) {
  const { catalog, session } = useEditing()
  const items = useItems(node.id)
  const run = useNodeRun(node.id)
  const now = useNow(30_000)
  const asked = askedItems(items)
  const [first] = asked
  const rerolls = useRerolls({ run: run?.run, node: node.id, item: first?.item ?? null, step })
  if (!first || !run?.active) return <Holding node={node.id} items={items} />
  const list = items.length > 1
  const asking = triedBy(first.task)
  const account = asking === undefined ? undefined : accountAt(providerOf(asking), catalog)
  const Sign = STATE_SIGNS[stepStateOf(first.task)]
  const look = (item: string | null) =>
    item !== null && session.setState(({ items: before }) => ({ items: { ...before, [node.id]: item } }))
  return (
    <section className={styles.ask} aria-label="It waits for you">
      <h3 className={styles.head}>
        {Sign && <Sign />}
        {headOf(first.ask)}
      </h3>
      <p className={styles.said}>{explained(first, { now, rerolls, title: nodeTitle(catalog, node), catalog })}</p>
      {account && first.task.asked?.answer === 'cannot-be-asked' && (
        <a className={styles.link} href={account.address} target="_blank" rel="noreferrer">
          Your account at {account.title}
          <ExternalLink />
        </a>
      )}
      {list ? (
        <ul className={styles.items}>
          {asked.slice(0, SHOWN).map((entry, row) => (
            <li key={entry.item} data-ask={entry.ask.of}>
              <button type="button" className={styles.item} onClick={() => look(entry.item)}>
                Item {entry.position + 1}
              </button>
              <AskButtons
                node={node.id}
                locked={node.locked}
                step={step}
                run={run.run}
                asked={entry}
                list
                place={above(asked, row)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <div className={styles.buttons}>
          <AskButtons node={node.id} locked={node.locked} step={step} run={run.run} asked={first} />
        </div>
      )}
      {asked.length > SHOWN && <p className={styles.said}>and {asked.length - SHOWN} more</p>}
      <AnswerAll run={run.run} asked={asked} />
    </section>
  )
}

/** While no run waits: what holds up what comes after it, and the way to let that go on. */
function Holding({ node, items }: { readonly node: string; readonly items: readonly ItemView[] }) {
  const holding = holdingItems(items)
  const chosen = useSession((state) => state.items[node])
  const [first] = holding
  if (!first) return
  const shown = shownItem(items, chosen)
  const current = holding.find(({ item }) => item === shown?.item)
  const list = items.length > 1
  const said = (current ?? first).off
  const Sign = STATE_SIGNS.look
  return (
    <section className={styles.ask} aria-label="It waits for you">
      <h3 className={styles.head}>
        {Sign && <Sign />}
        {headOf({ of: 'gate', ...(said && { off: said }) })}
      </h3>
      <p className={styles.said}>
        {said && `It is ${findingsText(said)}. `}
        What comes after it waits until you approve it; a run stops there and asks.
      </p>
      <div className={styles.buttons}>
        {current && <ApproveHolding node={node} holding={[current]} which={list ? current.position + 1 : undefined} />}
        {holding.length > 1 && <ApproveHolding node={node} holding={holding} />}
      </div>
    </section>
  )
}

/** What stands above a row: where that changes, the row moves. */
const above = (asked: readonly AskedItem[], row: number): string => asked.slice(0, row).map(questionOf).join(' ')
