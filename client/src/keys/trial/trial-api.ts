import {
  getRun,
  offerTrial,
  startTrial,
  taskKey,
  type StartedTrial,
  type TaskState,
  type TrialOffer,
} from '@reelgraph/shared'
import { call } from '../../api/call.ts'

export const askTrial = (provider: string): Promise<TrialOffer> => call(offerTrial, { params: { id: provider } })

/** What was shown as the most it can cost is what it may cost. */
export const beginTrial = (provider: string, { model, price }: TrialOffer): Promise<StartedTrial> =>
  call(startTrial, {
    params: { id: provider },
    body: { model, ...(price !== 'unknown' && { atMost: price.high }) },
  })

const LOOK_MS = 700

/** Looks at the one step of a trial until it has ended or waits for a person, and tells each look. */
export const followTrial = async (
  { run, node }: StartedTrial,
  told: (task: TaskState) => void,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const { tasks, endedAt, status } = await call(getRun, { params: { id: run }, signal })
    const task = tasks.find((entry) => taskKey(entry.node, entry.item) === node)
    if (task) told(task)
    if (endedAt !== undefined || status === 'waiting') return
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}
