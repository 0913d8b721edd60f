import { useState } from 'react'
import type { Decision, RunId } from '@reelgraph/shared'
import { seenNow } from '../../runs/run-api.ts'
import { useRuns } from '../../runs/use-runs.ts'
import type { AskedItem } from './asked-items.ts'

interface Deciding {
  readonly run: RunId
  /** What it is decided about: as long as it stays the same, it has been answered. */
  readonly question: string
}

/** Sends an answer once, and waits until it has come about. */
export const useDecide = ({ run, question }: Deciding) => {
  const { actions } = useRuns()
  const [answered, setAnswered] = useState<string>()
  const decide = async (asked: readonly AskedItem[], decision: Decision): Promise<void> => {
    setAnswered(question)
    const done = await actions.decide(
      run,
      asked.map(({ task }) => seenNow(task)),
      decision,
    )
    if (!done) setAnswered(undefined)
  }
  return { busy: answered === question, decide }
}
