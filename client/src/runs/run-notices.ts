import { useEffect } from 'react'
import { announce } from '../ui/announce.ts'
import { formatClock, formatMoney } from '../lib/format.ts'
import { toast } from '../ui/toast.ts'
import { asksText } from './asks.ts'
import { nothingText } from './nothing-text.ts'
import type { ProjectRuns } from './project-runs.ts'
import { isOver } from './run-folds.ts'
import type { RunHeader } from './run-header.ts'
import { useRuns } from './use-runs.ts'

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** What is said when a run is over. */
export const endText = (run: RunHeader): string => {
  const made = run.done - run.failed - run.shared
  const seconds =
    run.endedAt === undefined || run.startedAt === undefined ? undefined : (run.endedAt - run.startedAt) / 1000
  const cost = run.cost > 0 ? `, ${formatMoney(run.cost)}` : ''
  const time = seconds === undefined || seconds < 1 ? '' : ` in ${formatClock(seconds)}`
  switch (run.status) {
    case 'succeeded':
      return run.total === 0
        ? nothingText({ ...run, over: true })
        : `Done${time}: ${madeText({ ...run, made })}${run.reused > 0 ? `, ${run.reused} reused` : ''}${cost}.`
    case 'cancelled':
      return `Stopped. What is finished stays${cost}.`
    default: {
      const [count, what] = run.failed > 0 ? [run.failed, 'failed'] : [run.blocked, 'could not run']
      const where = count === 1 ? 'it says on the card' : 'they say on the cards'
      return `${plural(count, 'step')} ${what}; see what ${where}${cost}.`
    }
  }
}

/** What was shared was made once, and by a run that is charged for it. */
const madeText = ({ made, shared }: { readonly made: number; readonly shared: number }): string => {
  if (shared === 0) return `${plural(made, 'step')} made`
  return made === 0
    ? `${plural(shared, 'step')} made by another run`
    : `${plural(made, 'step')} made, ${shared} by another run`
}

/** Says aloud when a run comes to its end, however quickly. Used once in an open project. */
export const useRunNotices = (): void => {
  const { state } = useRuns()
  useEffect(() => watchRuns(state), [state])
}

const TONES: Readonly<Partial<Record<RunHeader['status'], 'ok' | 'plain'>>> = { succeeded: 'ok', cancelled: 'plain' }

const watchRuns = (state: ProjectRuns): (() => void) => {
  /** Runs of which has been said what there is to say; at first those that were over before anybody looked. */
  let over: Set<string> | undefined
  const going = new Set<string>()
  /** How many steps of each run asked a person something when that was last said. */
  const asked = new Map<string, number>()
  const look = () => {
    const { ready, runs } = state.store.getState()
    if (!ready) return
    const headers = runs.flatMap((id) => state.header(id) ?? [])
    const first = over === undefined
    over ??= new Set(headers.filter(({ status }) => isOver(status)).map(({ id }) => id))
    for (const run of headers) {
      if (over.has(run.id)) continue
      if (isOver(run.status)) {
        over.add(run.id)
        toast({ text: endText(run), tone: TONES[run.status] ?? 'bad' })
        asked.delete(run.id)
        continue
      }
      if (!going.has(run.id)) {
        going.add(run.id)
        announce('Run started')
      }
      const before = asked.get(run.id) ?? 0
      asked.set(run.id, run.asks.steps)
      if (run.asks.steps <= before) continue
      // Who looks elsewhere hears that it is their turn; on opening a project the bar says so.
      if (first) announce(asksText(run.asks))
      else toast({ text: `${asksText(run.asks)}.` })
    }
  }
  look()
  const leaves = [state.watchCurrent(look), state.store.subscribe(look)]
  return () => leaves.forEach((leave) => leave())
}
