import { useEffect, useState } from 'react'

/** Longer than the pause between the two presses of a double click. */
const QUIET_MS = 600

/**
 * Whether what stands under the pointer has stood there for a moment. What has just come or moved is not to be answered:
 * the press was meant for what was there before. `what` changes whenever it moves.
 */
export const useSettled = (what: string): boolean => {
  const [settled, setSettled] = useState<string>()
  useEffect(() => {
    const timer = setTimeout(() => setSettled(what), QUIET_MS)
    return () => clearTimeout(timer)
  }, [what])
  return settled === what
}
