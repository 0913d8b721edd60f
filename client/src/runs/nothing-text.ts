interface Nothing {
  readonly reused: number
  /** Switched off, bypassed, or in need of what is. */
  readonly left: number
  /** The run is over, rather than planned. */
  readonly over: boolean
}

/** What is said where a run has nothing to make, and nothing is wrong. */
export const nothingText = ({ reused, left, over }: Nothing): string => {
  const nothing = `Nothing ${over ? 'had' : 'has'} to run`
  if (left === 0) return reused === 0 ? `${nothing}.` : `${nothing}: everything is reused.`
  return reused === 0 ? `${nothing}: every step is left out.` : `${nothing}: ${reused} reused, ${left} left out.`
}
