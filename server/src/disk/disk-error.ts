import { fail } from '@reelgraph/shared'

/** Whether a system error says `code`. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

/** A full disk in words; anything else as it is. */
export const readableDiskError = (error: unknown, what: string): unknown =>
  hasCode(error, 'ENOSPC', 'EDQUOT')
    ? fail('disk-full', `The disk is full, so ${what} could not be stored.`, {
        hint: 'Free some space, then try again. Nothing that was saved is lost.',
      })
    : error
