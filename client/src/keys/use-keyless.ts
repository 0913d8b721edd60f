import { useMemo } from 'react'
import { useAnswer } from '../api/use-answer.ts'
import { askKeys } from './keys-api.ts'

const NOBODY: ReadonlySet<string> = new Set()

/** The providers that this project has no usable account of; none as long as nobody knows. */
export const useKeyless = (project: string): ReadonlySet<string> => {
  const { answer } = useAnswer(askKeys)
  return useMemo(() => {
    if (!answer) return NOBODY
    const without = answer.providers.filter(
      ({ accounts }) =>
        !accounts.some((account) => account.usable && (account.project === undefined || account.project === project)),
    )
    return new Set(without.map(({ provider }) => provider))
  }, [answer, project])
}
