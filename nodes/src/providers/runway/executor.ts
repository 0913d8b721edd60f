import {
  fail,
  type AssetValue,
  type Context,
  type InputPorts,
  type JobExecutor,
  type ModelDefinition,
} from '@reelgraph/shared'
import { z } from 'zod'
import { seedOf } from '../../inputs/seed.ts'
import { sizeIn, type RunwayModel, type VIDEO } from './family.ts'
import { pictureUri } from './picture-uri.ts'
import { cancelTask, findTask, pollTask, submitTask, type RunwayTicket } from './task-job.ts'
import type { RunwayRequest } from './request.ts'

type Model = ModelDefinition<string, InputPorts, typeof VIDEO>

/** What a task of any row is given; which of it depends on the row's ports. */
interface Task {
  readonly params: Readonly<Record<string, unknown>>
  readonly inputs: { readonly prompt?: string; readonly startImage?: AssetValue; readonly endImage?: AssetValue }
  readonly take: number
}

/** Every model of Runway: its row makes the request. */
export const runwayExecutor = (
  row: RunwayModel<string, InputPorts, z.ZodObject>,
): JobExecutor<Model, RunwayTicket> => ({
  async submit(task, ctx) {
    const asked = task as unknown as Task // the ports of a row
    return submitTask(ctx, await requestOf(row, asked, ctx), seedFor(asked))
  },
  poll: async (ticket, ctx) => pollTask(ctx, ticket),
  cancel: async (ticket, ctx) => cancelTask(ctx, ticket),
  find: async (lost) => findTask(lost, seedFor(lost.task)),
})

const requestOf = async (
  row: RunwayModel<string, InputPorts, z.ZodObject>,
  task: Task,
  ctx: Context,
): Promise<RunwayRequest> => {
  const { prompt = '', startImage: start, endImage: end } = task.inputs
  if (end && !start)
    throw fail('missing-input', 'Runway makes a clip to an end image only from a start image.', {
      hint: 'Connect a picture to “Start image”.',
      field: 'startImage',
    })
  const frames = {
    ...(start && { start: await pictureUri(ctx, start) }),
    ...(end && { end: await pictureUri(ctx, end) }),
  }
  const startSize = start && sizeIn({ startImage: start })
  return row.request({ prompt, params: task.params, seed: seedFor(task), frames, startSize })
}

const seedFor = ({ params, inputs: { prompt = '' }, take }: Task): number =>
  seedOf({ seed: z.number().optional().parse(params['seed']), take, prompt })
