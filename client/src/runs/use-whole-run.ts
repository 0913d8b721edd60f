import { errorBody, getRun, type ErrorBody, type Run, type RunId } from '@reelgraph/shared'
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { call } from '../api/call.ts'
import { useRunHeader, useRunTasks } from './use-runs.ts'

interface WholeRun {
  /** Goes on something inside the `<details>` that unfolds. */
  readonly place: RefObject<HTMLDivElement | null>
  readonly found: Run | undefined
  readonly error: ErrorBody | undefined
}

/** A run with all its tasks: as it goes on where it is followed here anyway, else fetched each time it is unfolded. */
export const useWholeRun = (run: RunId): WholeRun => {
  const place = useRef<HTMLDivElement>(null)
  const [fetched, setFetched] = useState<Run>()
  const [error, setError] = useState<ErrorBody>()
  const header = useRunHeader(run)
  const tasks = useRunTasks(run)
  const isLive = header !== undefined
  useEffect(() => {
    const details = place.current?.closest('details')
    if (!details || isLive) return
    const load = () => {
      if (!details.open) return
      call(getRun, { params: { id: run } }).then(setFetched, (thrown: unknown) => setError(errorBody(thrown)))
    }
    load()
    details.addEventListener('toggle', load)
    return () => details.removeEventListener('toggle', load)
  }, [run, isLive])
  const live = useMemo(() => header && { ...header, tasks: [...tasks] }, [header, tasks])
  return { place, found: live ?? fetched, error }
}
