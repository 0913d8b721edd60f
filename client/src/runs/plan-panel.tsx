import type { ComponentProps } from 'react'
import { lazyView } from '../ui/lazy-view.tsx'
import { useRunsState } from './use-runs.ts'

const PlanDialog = lazyView(async () => (await import('./plan-dialog.tsx')).PlanDialog)

/** The plan of a run, open while somebody has to say yes to it. */
export function PlanPanel(props: Omit<ComponentProps<typeof PlanDialog>, 'asking'>) {
  const asking = useRunsState((state) => state.asking)
  if (!asking) return null
  const { total, unknown } = asking.plan
  // What was agreed to was agreed to for that price: another one is asked for anew.
  return <PlanDialog key={JSON.stringify([total, unknown])} {...props} asking={asking} />
}
