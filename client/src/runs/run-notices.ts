import { useEffect } from 'react'
import { announce } from '../ui/announce.ts'
import { formatClock, formatMoney } from '../lib/format.ts'
import { toast } from '../ui/toast.ts'
import { isOver } from './run-folds.ts'
import type { RunHeader } from './run-header.ts'
import { useRuns } from './use-runs.ts'

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** What is said when a run is over. */
export const endText = (run: RunHeader): string => {
  const made = run.done - run.failed
  const seconds = run.endedAt === undefined || run.startedAt === undefined ? undefined : (run.endedAt - run.startedAt) / 1000
  const cost = run.cost > 0 ? `, ${formatMoney(run.cost)}` : ''
  const time = seconds === undefined || seconds < 1 ? '' : ` in ${formatClock(seconds)}`
  switch (run.status) {
    case 'succeeded':
      return run.total === 0 ? `Nothing had to run: all is reused.` : `Done${time}: ${plural(made, 'step')} made${run.reused > 0 ? `, ${run.reused} reused` : ''}${cost}.`
    case 'cancelled':
      return `Stopped. What is finished stays${cost}.`
    default:
      return `${plural(run.failed, 'step')} failed; see what ${run.failed === 1 ? 'it says' : 'they say'} on the ${run.failed === 1 ? 'card' : 'cards'}${cost}.`
  }
}

/** Says aloud when a run that was going on comes to its end. Used once in an open project. */
export const useRunNotices = (): void => {
  const { state } = useRuns()
  useEffect(() => {
    const going = new Set<string>()
    const look = () => {
      for (const id of state.store.getState().runs) {
        const run = state.header(id)
        if (!run) continue
        if (!isOver(run.status)) {
          if (!going.has(id)) announce('Run started')
          going.add(id)
        } else if (going.delete(id)) {
          const text = endText(run)
          toast({ text, tone: run.status === 'succeeded' ? 'ok' : run.status === 'cancelled' ? 'plain' : 'bad' })
        }
      }
    }
    look()
    return state.watchCurrent(look)
  }, [state])
}
