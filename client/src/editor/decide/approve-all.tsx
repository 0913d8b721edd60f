import CheckCheck from 'lucide-react/icons/check-check'
import type { RunId } from '@reelgraph/shared'
import { Button } from '../../ui/button.tsx'
import { questionOf, SHOWN, type AskedItem } from './asked-items.ts'
import styles from './decide.module.css'
import { useDecide } from './use-decide.ts'
import { useSettled } from './use-settled.ts'

interface ApproveAllProps {
  readonly run: RunId
  readonly asked: readonly AskedItem[]
}

/** One answer for every item that waits to be looked at. */
export function ApproveAll({ run, asked }: ApproveAllProps) {
  const gates = asked.filter(({ ask }) => ask.of === 'gate')
  const { busy, decide } = useDecide({ run, question: gates.map(questionOf).join(' ') })
  // It stands behind as many rows as there are.
  const settled = useSettled(String(Math.min(asked.length, SHOWN)))
  if (gates.length < 2) return
  return (
    <Button
      size="small"
      variant="ghost"
      className={styles.all}
      icon={<CheckCheck />}
      disabled={busy || !settled}
      onClick={() => void decide(gates, { decision: 'approve' })}
    >
      Approve all {gates.length}
    </Button>
  )
}
