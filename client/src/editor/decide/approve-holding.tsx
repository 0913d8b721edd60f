import Check from 'lucide-react/icons/check'
import CheckCheck from 'lucide-react/icons/check-check'
import { useState } from 'react'
import { useRuns } from '../../runs/use-runs.ts'
import { Button } from '../../ui/button.tsx'
import type { HoldingItem } from './asked-items.ts'
import styles from './decide.module.css'
import { useSettled } from './use-settled.ts'

interface ApproveHoldingProps {
  readonly node: string
  /** One, or all. */
  readonly holding: readonly HoldingItem[]
  /** The number of the item, where nothing beside the button says it. */
  readonly which?: number | undefined
}

/** Approves what holds up what comes after it, where no run waits: the next one goes on from it. */
export function ApproveHolding({ node, holding, which }: ApproveHoldingProps) {
  const { actions } = useRuns()
  const [busy, setBusy] = useState(false)
  const settled = useSettled(holding.map(({ item }) => item).join(' '))
  const several = holding.length > 1
  const word = holding.every(({ off }) => off) ? 'Keep' : 'Approve'
  const approve = async () => {
    setBusy(true)
    await actions.approve(holding.map(({ item, outputs }) => ({ node, item, outputs })))
    setBusy(false)
  }
  const label = several ? `${word} all ${holding.length}` : which === undefined ? word : `${word} ${which}`
  return (
    <Button
      size="small"
      {...(several && { variant: 'ghost', className: styles.all ?? '' })}
      icon={several ? <CheckCheck /> : <Check />}
      disabled={busy || !settled}
      aria-label={several || which === undefined ? label : `${word} item ${which}`}
      onClick={() => void approve()}
    >
      {label}
    </Button>
  )
}
