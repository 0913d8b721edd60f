import type { AssetValue, InputPorts, JobExecutor } from '@reelgraph/shared'
import { z } from 'zod'
import { seedOf } from '../../inputs/seed.ts'
import type { FalImage, ImageOutputs } from './image-family.ts'
import { pictureAddress } from './picture-address.ts'
import {
  cancelInQueue,
  findInQueue,
  pollQueue,
  submitToQueue,
  type FalTicket,
  type MakerOf,
  type ReadResult,
} from './queue-job.ts'
import type { FalRequest } from './request.ts'

/** What all rows of the family are given: which of it depends on their ports. */
interface Task {
  readonly params: Readonly<Record<string, unknown>>
  readonly inputs: {
    readonly prompt: string
    readonly startImage?: AssetValue
    readonly references?: readonly AssetValue[]
  }
  readonly take: number
}

type Row = FalImage<string, InputPorts, z.ZodObject>

/** Every picture model of the family: its row makes the request. */
export const imageExecutor = (row: Row): JobExecutor<MakerOf<ImageOutputs>, FalTicket> => {
  const requestOf = async (task: Task, addressOf: (picture: AssetValue) => Promise<string>): Promise<FalRequest> => {
    const { prompt, startImage, references = [] } = task.inputs
    const given = z.number().optional().parse(task.params['seed'])
    const pictures = [...(startImage ? [startImage] : []), ...references]
    return row.request({
      prompt,
      params: task.params,
      seed: seedOf({ seed: given, take: task.take, prompt }),
      pictures: await Promise.all(pictures.map(addressOf)),
    })
  }
  return {
    submit: async (task, ctx) =>
      submitToQueue(ctx, await requestOf(task as unknown as Task, (picture) => pictureAddress(ctx, picture))), // the ports of a row
    poll: (ticket, ctx) => pollQueue(ctx, ticket, readImage),
    cancel: (ticket, ctx) => cancelInQueue(ctx, ticket),
    // it is recognised by everything but its pictures
    find: async (lost, ctx) => findInQueue(ctx, lost, await requestOf(lost.task as unknown as Task, async () => '')), // as above
  }
}

const AnswerSchema = z.object({
  images: z.array(z.object({ url: z.string() })).min(1),
  seed: z.number().nullish(),
  has_nsfw_concepts: z.array(z.boolean().nullable()).nullish(),
})

const readImage = (answer: unknown): ReadResult<ImageOutputs> => {
  const parsed = AnswerSchema.safeParse(answer)
  const [image] = parsed.data?.images ?? []
  if (!parsed.success || !image) return { missing: 'there is no picture in its answer' }
  const { seed, has_nsfw_concepts: concepts } = parsed.data
  if (concepts?.[0]) return { refused: 'its safety checker blacked the picture out' }
  return { outputs: { image: { url: image.url } }, ...(typeof seed === 'number' && { seed }) }
}
