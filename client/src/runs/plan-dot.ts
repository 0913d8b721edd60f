import type { PlannedTask, Reason } from '@reelgraph/shared'
import type { StepState } from '../ui/state-dot.tsx'

const BY_VERDICT: Readonly<Record<PlannedTask['verdict'], StepState>> = {
  reuse: 'done',
  run: 'running',
  waits: 'waits',
  blocked: 'failed',
  off: 'cancelled',
}

const BY_REASON: Readonly<Partial<Record<Reason['because'], StepState>>> = {
  gate: 'held',
  'under-way': 'late',
  'outcome-unknown': 'unknown',
}

type Signed = Pick<PlannedTask, 'verdict' | 'reason' | 'gated'>

/** The sign of a step in a plan. */
export const planDot = ({ verdict, reason, gated }: Signed): StepState =>
  gated ? 'look' : (BY_REASON[reason.because] ?? BY_VERDICT[verdict])

/** Of several: the one sign where all have it, else that of the verdict that matters most. */
export const planDotOf = (verdict: PlannedTask['verdict'], tasks: readonly Signed[]): StepState => {
  const [first, ...others] = tasks.map(planDot)
  return first !== undefined && others.every((other) => other === first) ? first : BY_VERDICT[verdict]
}
