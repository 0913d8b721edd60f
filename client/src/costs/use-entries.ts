import { errorBody, listLedger, type ErrorBody, type LedgerEntry, type ProjectId } from '@reelgraph/shared'
import { useCallback, useState } from 'react'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'

export interface EntryFilter {
  readonly project?: ProjectId
  readonly provider?: string
  readonly day?: string
  readonly only: 'all' | 'trouble'
}

interface Entries {
  /** Newest first; nothing until the first answer. */
  readonly entries: readonly LedgerEntry[] | undefined
  readonly error: ErrorBody | undefined
  /** Whether there may be older ones. */
  readonly more: boolean
  readonly loading: boolean
  reload(): Promise<void>
  loadMore(): Promise<void>
}

const PAGE = 20

/** The attempts of the ledger, a page at a time. */
export const useEntries = ({ project, provider, day, only }: EntryFilter): Entries => {
  const [loading, setLoading] = useState(false)
  const [failure, setFailure] = useState<ErrorBody>()
  const ask = useCallback(
    async (before?: string) => {
      const query = {
        ...{ only, limit: PAGE },
        ...(project !== undefined && { project }),
        ...(provider !== undefined && { provider }),
        ...(day !== undefined && { day }),
        ...(before !== undefined && { before }),
      }
      const { entries } = await call(listLedger, { query })
      return entries
    },
    [project, provider, day, only],
  )
  const first = useCallback(async () => {
    const entries = await ask()
    return { entries, more: entries.length === PAGE }
  }, [ask])
  const { answer, error, reload, know } = useAnswer(first)
  const loadMore = async (): Promise<void> => {
    const last = answer?.entries.at(-1)
    if (!answer || !last) return
    setLoading(true)
    setFailure(undefined)
    try {
      const older = await ask(last.key)
      know({ entries: [...answer.entries, ...older], more: older.length === PAGE })
    } catch (thrown) {
      setFailure(errorBody(thrown))
    } finally {
      setLoading(false)
    }
  }
  const entries = answer?.entries
  return { entries, error: error ?? failure, more: answer?.more ?? false, loading, reload, loadMore }
}
