import { fail, type AssetValue, type JobExecutor } from '@reelgraph/shared'
import { HeardSchema, heardWords } from '../../hearing/heard-words.ts'
import { sendableSound } from '../../inputs/send-sound.ts'
import { fileAddress } from './file-address.ts'
import { findInQueue } from './history.ts'
import { cancelInQueue, pollQueue, submitToQueue, type MakerOf, type ReadResult } from './queue-job.ts'
import type { FalTicket } from './ticket.ts'
import { scribe, scribeRequest, SOUND_LIMITS, type TRANSCRIPT } from './transcript-model.ts'

/** Whichever of its ports is there. */
interface Inputs {
  readonly audio?: AssetValue
  readonly video?: AssetValue
}

export const executor: JobExecutor<MakerOf<typeof TRANSCRIPT>, FalTicket> = {
  async submit({ params, inputs }, ctx) {
    const { audio, video }: Inputs = inputs
    const media = audio ?? video
    if (!media) throw fail('missing-input', 'There is nothing to listen to.', { hint: 'Connect a sound or a video.' })
    const address = await fileAddress(ctx, await sendableSound(ctx, media, SOUND_LIMITS))
    return submitToQueue(ctx, scribeRequest(scribe.params.parse(params), address))
  },
  poll: async (ticket, ctx) => pollQueue(ctx, ticket, read),
  cancel: async (ticket, ctx) => cancelInQueue(ctx, ticket),
  // it is recognised by everything but its sound
  find: async (lost, ctx) => findInQueue(ctx, lost, scribeRequest(scribe.params.parse(lost.task.params), '')),
}

const read = (answer: unknown): ReadResult<typeof TRANSCRIPT> => {
  const heard = HeardSchema.safeParse(answer).data
  if (!heard) return { missing: 'there is no text in its answer' }
  // nobody is told apart where nobody asked for it
  return { outputs: { text: heard.text, words: heardWords(heard, true) } }
}
