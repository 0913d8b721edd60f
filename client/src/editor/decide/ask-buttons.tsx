import Check from 'lucide-react/icons/check'
import CheckCheck from 'lucide-react/icons/check-check'
import Dices from 'lucide-react/icons/dices'
import { useState } from 'react'
import type { Decision, Node, RunId, Step } from '@reelgraph/shared'
import { useRuns } from '../../runs/use-runs.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useEditing } from '../editor-context.ts'
import type { AskedItem } from './asked-items.ts'
import styles from './decide.module.css'
import { textDrafts } from './edited-texts.ts'

interface AskButtonsProps {
  readonly node: Node
  readonly step: Step
  readonly run: RunId
  readonly asked: AskedItem
  /** There are other items: which one it is has to be said. */
  readonly list?: boolean
  /** And to be shown: nothing beside the buttons says it. */
  readonly numbered?: boolean
}

/** What a person can answer about one item. */
export function AskButtons({ node, step, run, asked, list = false, numbered = false }: AskButtonsProps) {
  const { session } = useEditing()
  const { busy, decide } = useDecide(run, node.id)
  const { ask, item, position, task } = asked
  const which = numbered ? ` ${position + 1}` : ''
  const spoken = list ? ` item ${position + 1}` : ''
  const open = (what: 'edit' | 'again' | 'agree') =>
    session.setState({ overlay: { of: 'decide', what, run, node: node.id, item } })
  const giveUp = (
    <Button
      size="small"
      variant="ghost"
      disabled={busy}
      aria-label={`Give up${spoken}`}
      onClick={() => decide([item], { decision: 'give-up' })}
    >
      Give up
    </Button>
  )
  if (ask.of === 'gate') {
    const isText = task.outputs !== undefined && textDrafts(task.outputs, step.outputs).length > 0
    return (
      <>
        <Button
          size="small"
          icon={<Check />}
          disabled={busy}
          aria-label={`Approve${spoken}`}
          onClick={() => decide([item], { decision: 'approve' })}
        >
          Approve{which}
        </Button>
        {isText && (
          <Button
            size="small"
            variant="ghost"
            disabled={busy}
            aria-label={`Edit${spoken} …`}
            onClick={() => open('edit')}
          >
            Edit …
          </Button>
        )}
        {step.model && (
          <IconButton
            size="small"
            label={`Re-roll${spoken}`}
            icon={<Dices />}
            disabled={busy || node.locked === true}
            onClick={() => decide([item], { decision: 'reroll' })}
          />
        )}
      </>
    )
  }
  if (ask.of === 'price')
    return (
      <>
        <Button size="small" disabled={busy} aria-label={`Agree to more${spoken} …`} onClick={() => open('agree')}>
          Agree …
        </Button>
        {giveUp}
      </>
    )
  return (
    <>
      <Button
        size="small"
        disabled={busy}
        aria-label={`Ask the provider${spoken && ` about${spoken}`}`}
        onClick={() => decide([item], { decision: 'ask' })}
      >
        Ask the provider
      </Button>
      <Button
        size="small"
        variant="ghost"
        disabled={busy}
        aria-label={`Run${spoken} again …`}
        onClick={() => open('again')}
      >
        Again …
      </Button>
      {giveUp}
    </>
  )
}

/** One answer for every item that waits to be looked at. */
export function ApproveAll({
  node,
  run,
  asked,
}: Pick<AskButtonsProps, 'node' | 'run'> & {
  readonly asked: readonly AskedItem[]
}) {
  const { busy, decide } = useDecide(run, node.id)
  const gates = asked.filter(({ ask }) => ask.of === 'gate')
  if (gates.length < 2) return
  return (
    <Button
      size="small"
      variant="ghost"
      className={styles.all}
      icon={<CheckCheck />}
      disabled={busy}
      onClick={() =>
        decide(
          gates.map(({ item }) => item),
          { decision: 'approve' },
        )
      }
    >
      Approve all {gates.length}
    </Button>
  )
}

const useDecide = (run: RunId, node: string) => {
  const { actions } = useRuns()
  const [busy, setBusy] = useState(false)
  const decide = (items: readonly (string | null)[], decision: Decision) => {
    setBusy(true)
    void actions
      .decide(
        run,
        items.map((item) => ({ node, item })),
        decision,
      )
      .finally(() => setBusy(false))
  }
  return { busy, decide }
}
