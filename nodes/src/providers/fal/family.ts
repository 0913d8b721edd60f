import {
  defineModel,
  exactly,
  out,
  port,
  type InputPorts,
  type Makes,
  type ModelDefinition,
  type OutputPorts,
  type Problem,
  type Rates,
} from '@reelgraph/shared'
import type { z } from 'zod'
import { endNeedsStart } from '../../inputs/end-needs-start.ts'
import type { Size } from '../../sizes/ratio.ts'
import { sizeProblems } from '../../sizes/size-of.ts'
import type { FalRequest } from './request.ts'

/** The ports that models on fal may have: one name and one meaning in every family. */
export const words = (placeholder: string) => port.text({ title: 'Prompt', typed: { multiline: true, placeholder } })
export const startImage = port.image({ title: 'Start image', optional: true })
export const endImage = port.image({ title: 'End image', optional: true })
export const references = port.image({ title: 'References', many: true, optional: true })

export const IMAGE = { image: out.image({ title: 'Image' }) }
export const VIDEO = { video: out.video({ title: 'Video' }) }
export const AUDIO = { audio: out.audio({ title: 'Sound' }) }

/** Pictures that came along, as addresses that fal can read. */
export interface Pictures {
  readonly start?: string
  readonly end?: string
  readonly references: readonly string[]
}

/** What a row makes its request of. */
export interface Asked<P extends z.ZodObject> {
  readonly prompt: string
  readonly params: z.output<P>
  readonly seed: number
  readonly pictures: Pictures
}

interface Costing<P extends z.ZodObject> {
  readonly params: z.output<P>
  /** Where it is known. */
  readonly size: Size
  readonly start: boolean
  readonly references: number
  /** Dollars by name. One that the list does not have is a mistake of ours. */
  rate(name: string): number
}

interface Row<Id extends string, I extends InputPorts, O extends OutputPorts, P extends z.ZodObject> {
  readonly id: Id
  readonly makes: Makes
  readonly title: string
  readonly summary: string
  readonly inputs: I
  readonly outputs: O
  readonly params: P
  /** What comes, where that is known. `start`: of the start image. */
  size?(params: z.output<P>, start: Size | undefined): Size | undefined
  /** In dollars; undefined where nobody says. */
  dollars(costing: Costing<P>): number | undefined
  problems?(params: z.output<P>): readonly Problem[]
  /** Pure: a request that was lost is recognised by it. */
  request(asked: Asked<P>): FalRequest
  readonly examples: readonly [string, string, string]
  readonly deadlineSeconds?: number
}

/** One model: a definition for everybody, and what the server sends for it. */
export interface FalModel<Id extends string, I extends InputPorts, O extends OutputPorts, P extends z.ZodObject> {
  readonly definition: ModelDefinition<Id, I, O, P>
  request(asked: Asked<P>): FalRequest
}

/** As large as any of them makes a picture: what an unknown size is priced at. */
const LARGEST: Size = { width: 2048, height: 2048 }

/** The inputs of every row, whichever of them it has. */
interface Given {
  readonly prompt?: string
  readonly startImage?: Partial<Size>
  readonly endImage?: unknown
  readonly references?: readonly unknown[]
}

export const falModel = <const Id extends string, I extends InputPorts, O extends OutputPorts, P extends z.ZodObject>(
  row: Row<Id, I, O, P>,
): FalModel<Id, I, O, P> => {
  const sizeOf = (params: z.output<P>, { startImage: start }: Given): Size | undefined =>
    row.size?.(params, start?.width && start.height ? { width: start.width, height: start.height } : undefined)
  return {
    request: (asked) => row.request(asked),
    definition: defineModel<Id, I, O, P>({
      ...{ id: row.id, version: 1, makes: row.makes, title: row.title, summary: row.summary, examples: row.examples },
      ...{ inputs: row.inputs, outputs: row.outputs, params: row.params },
      ...(row.deadlineSeconds !== undefined && { deadlineSeconds: row.deadlineSeconds }),
      size: ({ params, inputs }) => sizeOf(params, inputs),
      price({ params, inputs, wired = {}, rates }) {
        const given: Given = inputs
        const dollars = row.dollars({
          params,
          size: sizeOf(params, given) ?? LARGEST,
          start: given.startImage !== undefined || 'startImage' in wired,
          references: given.references?.length ?? 0,
          rate: rateIn(rates),
        })
        return dollars === undefined ? 'unknown' : exactly(dollars)
      },
      problems: ({ params, inputs, wired = {} }) => [
        ...inputProblems(inputs, wired),
        ...sizeProblems(params),
        ...(row.problems?.(params) ?? []),
      ],
    }),
  }
}

const rateIn =
  (rates: Rates) =>
  (name: string): number => {
    const rate = rates[name]
    if (rate === undefined) throw new RangeError(`fal’s price list has no “${name}”`)
    return rate
  }

const inputProblems = ({ prompt, ...frames }: Given, wired: Given): readonly Problem[] => {
  if (prompt !== undefined && prompt.trim() === '')
    return [{ message: 'it needs a prompt.', hint: 'Type one, or connect a Text node.', field: 'prompt' }]
  return endNeedsStart(frames, wired)
}
