import { useCallback } from 'react'
import { liveList, type LiveList } from '@reelgraph/shared'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'

/** The server asks twice a day; a browser that looks more often asks it for nothing new. */
const FRESH_MS = 60_000

interface Asked {
  readonly at: number
  readonly answer: Promise<LiveList>
}
const asked = new Map<string, Asked>()

const askFor = (provider: string): Promise<LiveList> => {
  const known = asked.get(provider)
  if (known && Date.now() - known.at < FRESH_MS) return known.answer
  const answer = call(liveList, { params: { id: provider } })
  asked.set(provider, { at: Date.now(), answer })
  // the next one asks again
  answer.catch(() => asked.delete(provider))
  return answer
}

/** What a provider lists now; nothing until it has come, where it lists nothing, or where none is named. */
export const useLive = (provider: string | undefined): LiveList | undefined => {
  const ask = useCallback(
    (): Promise<LiveList | undefined> => (provider === undefined ? Promise.resolve(undefined) : askFor(provider)),
    [provider],
  )
  return useAnswer(ask).answer
}
