import { now } from './messages.ts'

export interface Source {
  /** Waits for a turn. @returns when it was due, in milliseconds since 1970. */
  next(): Promise<number>
  /** From now on there are turns, until the next `pause`. */
  go(): void
  pause(): void
  /** Turns given so far. */
  readonly given: number
}

/**
 * Gives turns at a steady rate whatever becomes of them. Where the server is late, the lateness counts as delay; it does not
 * slow down the clock that measures it.
 */
export const createSource = (perSecond: number): Source => {
  const waiting: ((due: number) => void)[] = []
  const everyMs = 1000 / perSecond
  let timer: NodeJS.Timeout | undefined
  let due = 0
  let given = 0
  const give = (): void => {
    for (const until = now(); due <= until; due += everyMs) {
      const turn = waiting.shift()
      if (!turn) return
      given += 1
      turn(due)
    }
  }
  return {
    next: () => new Promise((resolve) => waiting.push(resolve)),
    go() {
      due = now()
      timer = setInterval(give, 1)
    },
    pause: () => clearInterval(timer),
    get given() {
      return given
    },
  }
}
