import type { TaskState } from '@reelgraph/shared'

/** Of a step that shares what another run makes. That one is charged where it costs something, and came to something. */
export const sharedText = ({ status }: Pick<TaskState, 'status'>, { isPaid }: { readonly isPaid: boolean }): string => {
  if (status === 'failed' || status === 'cancelled') return 'Shared with another run.'
  return isPaid ? 'Shared with another run, which is charged for it.' : 'Shared with another run.'
}
