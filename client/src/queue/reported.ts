import { errorBody } from '@reelgraph/shared'
import { toast } from '../ui/toast.ts'

/** Tells the person why something could not be done. @returns whether it was. */
export const reported = async (work: () => Promise<void>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (thrown) {
    const { message, hint } = errorBody(thrown)
    toast({ text: hint === undefined ? message : `${message} ${hint}`, tone: 'bad' })
    return false
  }
}
