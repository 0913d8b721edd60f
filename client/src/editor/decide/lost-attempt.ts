import type { TaskState } from '@reelgraph/shared'

interface LostAttempt {
  /** When it began, in milliseconds since 1970. */
  readonly at: number
  /** Micro-dollars that it may have cost, where that is known. */
  readonly reserved: number | undefined
}

/** The attempt of which nobody knows what became: of the task itself, or of another run that it waits for. */
export const lostAttempt = ({ lost, attempts }: Pick<TaskState, 'lost' | 'attempts'>): LostAttempt | undefined => {
  if (lost) return { at: lost.at, reserved: lost.reserved ?? undefined }
  // journals of earlier versions say it of the last attempt alone
  const last = attempts.at(-1)
  return last && { at: last.startedAt, reserved: last.reserved ?? undefined }
}
