import type { AssetValue, GivenOutputs, InputPorts, JobExecutor, OutputPorts } from '@reelgraph/shared'
import { z } from 'zod'
import { seedOf } from '../../inputs/seed.ts'
import type { AUDIO, FalModel, IMAGE, VIDEO } from './family.ts'
import { findInQueue } from './history.ts'
import { pictureAddress } from './picture-address.ts'
import { cancelInQueue, pollQueue, submitToQueue, type MakerOf, type ReadResult } from './queue-job.ts'
import type { FalRequest } from './request.ts'
import type { FalTicket } from './ticket.ts'

/** What a task of any row is given; which of it depends on the row's ports. */
interface Task {
  readonly params: Readonly<Record<string, unknown>>
  readonly inputs: {
    readonly prompt: string
    readonly startImage?: AssetValue
    readonly endImage?: AssetValue
    readonly references?: readonly AssetValue[]
  }
  readonly take: number
}

type Row<O extends OutputPorts> = FalModel<string, InputPorts, O, z.ZodObject>

/** Every model on fal: its row makes the request, its family reads the answer. */
const executorOf = <O extends OutputPorts>(
  row: Row<O>,
  read: (answer: unknown) => ReadResult<O>,
): JobExecutor<MakerOf<O>, FalTicket> => {
  const requestOf = async (task: Task, addressOf: (picture: AssetValue) => Promise<string>): Promise<FalRequest> => {
    const { prompt, startImage, endImage, references = [] } = task.inputs
    const given = z.number().optional().parse(task.params['seed'])
    return row.request({
      prompt,
      params: task.params,
      seed: seedOf({ seed: given, take: task.take, prompt }),
      pictures: {
        ...(startImage && { start: await addressOf(startImage) }),
        ...(endImage && { end: await addressOf(endImage) }),
        references: await Promise.all(references.map(addressOf)),
      },
    })
  }
  return {
    async submit(task, ctx) {
      const asked = task as unknown as Task // the ports of a row
      return submitToQueue(ctx, await requestOf(asked, async (picture) => pictureAddress(ctx, picture)))
    },
    poll: async (ticket, ctx) => pollQueue(ctx, ticket, read),
    cancel: async (ticket, ctx) => cancelInQueue(ctx, ticket),
    async find(lost, ctx) {
      // it is recognised by everything but its pictures
      const request = await requestOf(lost.task as unknown as Task, async () => '') // as above
      return findInQueue(ctx, lost, request)
    },
  }
}

export const imageExecutor = (row: Row<typeof IMAGE>) => executorOf(row, readImage)
export const videoExecutor = (row: Row<typeof VIDEO>) =>
  executorOf(
    row,
    readFile('video', (url): GivenOutputs<typeof VIDEO> => ({ video: { url } })),
  )
export const audioExecutor = (row: Row<typeof AUDIO>) =>
  executorOf(
    row,
    readFile('audio', (url): GivenOutputs<typeof AUDIO> => ({ audio: { url } })),
  )

const ImagesSchema = z.object({
  images: z.array(z.object({ url: z.string() })).min(1),
  seed: z.number().nullish(),
  has_nsfw_concepts: z.array(z.boolean().nullable()).nullish(),
})

const readImage = (answer: unknown): ReadResult<typeof IMAGE> => {
  const parsed = ImagesSchema.safeParse(answer)
  const [image] = parsed.data?.images ?? []
  if (!parsed.success || !image) return { missing: 'there is no picture in its answer' }
  const { seed, has_nsfw_concepts: concepts } = parsed.data
  if (concepts?.[0]) return { refused: 'its safety checker blacked the picture out' }
  return { outputs: { image: { url: image.url } }, ...(typeof seed === 'number' && { seed }) }
}

const FileSchema = z.object({ url: z.string() })
const SeedSchema = z.object({ seed: z.number() })

const readFile =
  <O extends OutputPorts>(field: string, outputs: (url: string) => GivenOutputs<O>) =>
  (answer: unknown): ReadResult<O> => {
    const file = z.object({ [field]: FileSchema }).safeParse(answer).data?.[field]
    if (!file) return { missing: `there is no ${field} in its answer` }
    const seed = SeedSchema.safeParse(answer).data?.seed
    return { outputs: outputs(file.url), ...(seed !== undefined && { seed }) }
  }
