import { errorBody, type ErrorBody } from '@reelgraph/shared'
import { useCallback, useEffect, useRef, useState } from 'react'
import { refreshing } from '../library/refreshing.ts'
import { usePatient } from '../library/use-patient.ts'

interface Answer<T> {
  /** The latest; it stays while it is asked for again. */
  readonly answer: T | undefined
  readonly error: ErrorBody | undefined
}

export interface Asked<T> extends Answer<T> {
  reload(): Promise<void>
  /** What somebody has just been told, without asking again. */
  know(answer: T): void
}

/** Asks the server at once and whenever there is reason to. @param ask changes where the question does. */
export const useAnswer = <T>(ask: () => Promise<T>): Asked<T> => {
  const [state, setState] = useState<Answer<T>>({ answer: undefined, error: undefined })
  const question = useRef(0)
  const know = useCallback((answer: T) => {
    question.current += 1
    setState({ answer, error: undefined })
  }, [])
  const reload = useCallback(async () => {
    question.current += 1
    const mine = question.current
    const isLatest = (): boolean => mine === question.current
    try {
      const answer = await ask()
      if (isLatest()) setState({ answer, error: undefined })
    } catch (thrown) {
      if (isLatest()) setState(({ answer }) => ({ answer, error: errorBody(thrown) }))
    }
  }, [ask])
  useEffect(() => {
    const stop = refreshing(reload)
    return () => {
      question.current += 1
      stop()
    }
  }, [reload])
  return { ...usePatient(state), reload, know }
}
