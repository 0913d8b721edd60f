import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatMoney } from '../../lib/format.ts'
import { triedAt } from '../../runs/tried-by.ts'
import { useEditing } from '../editor-context.ts'
import type { AskedItem } from './asked-items.ts'
import { lostAttempt } from './lost-attempt.ts'

interface AgainAllDialogProps {
  readonly asked: readonly AskedItem[]
  onAgain(): void
  onClose(): void
}

/** Several requests may have been paid already: doing them again may pay for each twice, and says so. */
export function AgainAllDialog({ asked, onAgain, onClose }: AgainAllDialogProps) {
  const { catalog } = useEditing()
  const price = twice(asked)
  const providers = new Set(asked.flatMap(({ task }) => triedAt(task, catalog) ?? []))
  const whither = providers.size === 0 ? '' : ` for ${[...providers].join(' and ')}`
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={`Run all ${asked.length} again?`}
      description={`${asked.length} requests left${whither}, and nobody knows what became of them. What of it was made you pay twice: ${
        price === undefined ? 'how much is not known.' : `up to ${price} once more in all.`
      }`}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant="danger" detail={price} onClick={onAgain}>
            Run all again
          </Button>
        </>
      }
    />
  )
}

/** What it may cost once more; nothing where that is not known of each. */
const twice = (asked: readonly AskedItem[]): string | undefined => {
  let sum = 0
  for (const { task } of asked) {
    const reserved = lostAttempt(task)?.reserved
    if (reserved === undefined) return undefined
    sum += reserved
  }
  return formatMoney(sum)
}
