import type { ErrorBody } from '@reelgraph/shared'
import { useConnection } from '../api/live.ts'

interface Answer {
  readonly error: ErrorBody | undefined
}

/** While the connection is away the banner says so, and the page loads again by itself: no second complaint. */
export const usePatient = <T extends Answer>(answer: T): T => {
  const away = useConnection() === 'away'
  return away && answer.error?.code === 'no-answer' ? { ...answer, error: undefined } : answer
}
