import {
  defineModel,
  exactly,
  out,
  port,
  type InputPorts,
  type ModelDefinition,
  type Problem,
  type Rates,
} from '@reelgraph/shared'
import { z } from 'zod'
import { endNeedsStart } from '../../inputs/end-needs-start.ts'
import type { Size } from '../../sizes/ratio.ts'
import type { Frames, RunwayRequest } from './request.ts'

/** The ports of Runway's models: one name and one meaning in every family. */
export const words = port.text({
  title: 'Prompt',
  typed: { multiline: true, placeholder: 'The camera pushes in slowly, sparks rise, he looks up' },
})
export const startImage = port.image({ title: 'Start image', optional: true })
export const endImage = port.image({ title: 'End image', optional: true })

export const VIDEO = { video: out.video({ title: 'Video' }) }

/** UTF-16 units of a prompt. */
const MOST_WORDS = 1000

/** What a row makes its request of. */
export interface Asked<P extends z.ZodObject> {
  readonly prompt: string
  readonly params: z.output<P>
  readonly seed: number
  readonly frames: Frames
  readonly startSize: Size | undefined
}

interface Row<Id extends string, I extends InputPorts, P extends z.ZodObject> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  readonly inputs: I
  readonly params: P
  /** Whether it can work without a prompt. */
  readonly wordless?: boolean
  /** What comes, where that is known. `start`: of the start image. */
  size(params: z.output<P>, start: Size | undefined): Size | undefined
  dollars(params: z.output<P>, rate: (name: string) => number): number
  problems?(params: z.output<P>): readonly Problem[]
  request(asked: Asked<P>): RunwayRequest
  readonly examples: readonly [string, string, string]
}

/** One model: a definition for everybody, and what the server sends for it. */
export interface RunwayModel<Id extends string, I extends InputPorts, P extends z.ZodObject> {
  readonly definition: ModelDefinition<Id, I, typeof VIDEO, P>
  request(asked: Asked<P>): RunwayRequest
}

/** The inputs of every row, whichever of them it has. */
interface Given {
  readonly prompt?: string
  readonly startImage?: Partial<Size>
  readonly endImage?: unknown
}

export const runwayModel = <const Id extends string, I extends InputPorts, P extends z.ZodObject>(
  row: Row<Id, I, P>,
): RunwayModel<Id, I, P> => ({
  request: (asked) => row.request(asked),
  definition: defineModel<Id, I, typeof VIDEO, P>({
    ...{ id: row.id, version: 1, makes: 'video', title: row.title, summary: row.summary, examples: row.examples },
    ...{ inputs: row.inputs, outputs: VIDEO, params: row.params, deadlineSeconds: 1800 },
    size: ({ params, inputs }) => row.size(params, sizeIn(inputs)),
    price: ({ params, rates }) => exactly(row.dollars(params, rateIn(rates))),
    problems: ({ params, inputs, wired = {} }) => [
      ...promptProblems(row, inputs),
      ...endNeedsStart(inputs, wired),
      ...(row.problems?.(params) ?? []),
    ],
  }),
})

export const sizeIn = ({ startImage: start }: Given): Size | undefined =>
  start?.width && start.height ? { width: start.width, height: start.height } : undefined

const rateIn =
  (rates: Rates) =>
  (name: string): number => {
    const rate = rates[name]
    if (rate === undefined) throw new RangeError(`Runway’s price list has no “${name}”`)
    return rate
  }

type About = Pick<Row<string, InputPorts, z.ZodObject>, 'title' | 'wordless'>

const promptProblems = ({ title, wordless = false }: About, { prompt }: Given): readonly Problem[] => {
  if (prompt === undefined) return []
  if (!wordless && prompt.trim() === '')
    return [{ message: 'it needs a prompt.', hint: 'Type one, or connect a Text node.', field: 'prompt' }]
  if (prompt.length <= MOST_WORDS) return []
  const count = prompt.length.toLocaleString('en')
  const message = `the prompt has ${count} characters; ${title} takes ${MOST_WORDS.toLocaleString('en')}.`
  return [{ message, hint: 'Shorten it.', field: 'prompt' }]
}

/** How strictly faces of known people are refused. */
export const publicFigures = () =>
  z
    .enum(['auto', 'low'])
    .default('auto')
    .meta({
      title: 'Public figures',
      description: 'How strictly it refuses faces of known people.',
      labels: { auto: 'Strict', low: 'Lenient' },
      advanced: true,
    })
