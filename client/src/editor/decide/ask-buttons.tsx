import Check from 'lucide-react/icons/check'
import Dices from 'lucide-react/icons/dices'
import type { Decision, RunId, Step } from '@reelgraph/shared'
import { modelName } from '../../runs/fallback-text.ts'
import { atMostText } from '../../runs/price-text.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useEditing } from '../editor-context.ts'
import { questionOf, type AskedItem } from './asked-items.ts'
import { textDrafts } from './edited-texts.ts'
import { useDecide } from './use-decide.ts'
import { useRerolls } from './use-rerolls.ts'
import { useSettled } from './use-settled.ts'

interface AskButtonsProps {
  readonly node: string
  readonly locked?: boolean | undefined
  /** Nothing where the node is no longer on the canvas: then it cannot be made anew, or edited. */
  readonly step?: Step
  readonly run: RunId
  readonly asked: AskedItem
  /** There are other items: which one it is has to be said. */
  readonly list?: boolean
  /** And to be shown: nothing beside the buttons says it. */
  readonly numbered?: boolean
  /** What the place of the buttons follows from, where that is more than the question itself. */
  readonly place?: string
}

/** What a person can answer about one item. */
export function AskButtons({
  node,
  locked = false,
  step,
  run,
  asked,
  list = false,
  numbered = false,
  place = '',
}: AskButtonsProps) {
  const { catalog, session } = useEditing()
  const { ask, item, position, task } = asked
  const question = questionOf(asked)
  const deciding = useDecide({ run, question })
  const settled = useSettled(`${question} ${place}`)
  const busy = deciding.busy || !settled
  const rerolls = useRerolls({ run, node, item, step })
  const decide = (decision: Decision) => void deciding.decide([asked], decision)
  const which = numbered ? ` ${position + 1}` : ''
  const spoken = list ? ` item ${position + 1}` : ''
  const open = (what: 'edit' | 'again' | 'agree') =>
    session.setState({ overlay: { of: 'decide', what, run, node, item } })
  const giveUp = (
    <Button
      size="small"
      variant="ghost"
      disabled={busy}
      aria-label={`Give up${spoken}`}
      onClick={() => decide({ decision: 'give-up' })}
    >
      Give up
    </Button>
  )
  if (ask.of === 'gate') {
    const approve = ask.off ? 'Keep' : 'Approve'
    const isText = step && task.outputs && textDrafts(task.outputs, step.outputs).length > 0
    return (
      <>
        <Button
          size="small"
          icon={<Check />}
          disabled={busy}
          aria-label={`${approve}${spoken}`}
          onClick={() => decide({ decision: 'approve' })}
        >
          {approve}
          {which}
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
        {rerolls && (
          <IconButton
            size="small"
            label={`Re-roll${spoken}`}
            icon={<Dices />}
            disabled={busy || locked}
            onClick={() => decide({ decision: 'reroll' })}
          />
        )}
      </>
    )
  }
  if (ask.of === 'fallback') {
    const name = modelName(catalog, ask.model)
    return (
      <>
        <Button
          size="small"
          icon={<Check />}
          disabled={busy}
          detail={atMostText(ask.price)}
          aria-label={`Use ${name}${spoken && ` for${spoken}`}, ${atMostText(ask.price)}`}
          onClick={() => decide({ decision: 'fall-back', model: ask.model })}
        >
          Use {name}
          {which}
        </Button>
        <Button
          size="small"
          variant="ghost"
          disabled={busy}
          aria-label={`Run${spoken} again`}
          onClick={() => decide({ decision: 'again' })}
        >
          Run again
        </Button>
        {giveUp}
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
      {ask.askable && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`Ask the provider${spoken && ` about${spoken}`}`}
          onClick={() => decide({ decision: 'ask' })}
        >
          Ask the provider
        </Button>
      )}
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
