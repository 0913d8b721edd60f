import type { TaskState } from '@reelgraph/shared'
import type { StepState } from '../ui/state-dot.tsx'

const STATES: Readonly<Record<TaskState['status'], StepState>> = {
  waiting: 'waits',
  queued: 'queued',
  running: 'running',
  held: 'held',
  late: 'late',
  succeeded: 'done',
  failed: 'failed',
  blocked: 'blocked',
  cancelled: 'cancelled',
  unknown: 'unknown',
  off: 'cancelled',
}

export const stepStateOf = (task: Pick<TaskState, 'status' | 'reused' | 'gate'>): StepState => {
  if (task.status !== 'succeeded') return STATES[task.status]
  if (task.gate === 'closed') return 'look'
  return task.reused ? 'reused' : 'done'
}
