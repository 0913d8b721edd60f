import { formatMoney } from '../../lib/format.ts'
import { momentText } from '../../runs/reason-text.ts'
import { triedAt } from '../../runs/tried-by.ts'
import { useNow } from '../../runs/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useEditing } from '../editor-context.ts'
import type { AnswerProps } from './agree-dialog.tsx'
import { lostAttempt } from './lost-attempt.ts'

/** A request may have been paid already: doing it again may pay twice, and says so. */
export function AgainDialog({ task, title, onAnswer, onClose }: AnswerProps) {
  const { catalog } = useEditing()
  const now = useNow(30_000)
  const lost = lostAttempt(task)
  const askable = task.asked?.answer !== 'cannot-be-asked'
  const price = lost?.reserved === undefined ? undefined : formatMoney(lost.reserved)
  const provider = triedAt(task, catalog)
  const whither = provider === undefined ? '' : ` for ${provider}`
  const when = lost ? ` at ${momentText(lost.at, now)}` : ''
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={`Run “${title}” again?`}
      description={`A request left${whither}${when}, and nobody knows what became of it. If it was made, you pay twice: ${
        price === undefined ? 'how much is not known.' : `up to ${price} once more.`
      }`}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          {askable && <Button onClick={() => onAnswer({ decision: 'ask' })}>Ask the provider first</Button>}
          <Button variant="danger" detail={price} onClick={() => onAnswer({ decision: 'again' })}>
            Run again
          </Button>
        </>
      }
    />
  )
}
