import { defineModel, exactly, out, port, type InputPorts, type ModelDefinition, type Rates } from '@reelgraph/shared'
import type { z } from 'zod'
import type { Size } from '../../sizes/ratio.ts'
import { sizeProblems } from '../../sizes/size-of.ts'
import type { FalRequest } from './request.ts'

/** The ports that a picture model of this family may have. */
export const prompt = port.text({
  title: 'Prompt',
  typed: { multiline: true, placeholder: 'A blacksmith forges an emblem at dawn, sparks, the city waking behind him' },
})
export const startImage = port.image({ title: 'Picture to change', optional: true })
export const references = port.image({ title: 'References', many: true, optional: true })

const outputs = { image: out.image({ title: 'Image' }) }
export type ImageOutputs = typeof outputs

/** What a row makes its request of. Pictures are addresses that fal can read. */
export interface Asked<P extends z.ZodObject> {
  readonly prompt: string
  readonly params: z.output<P>
  readonly seed: number
  readonly pictures: readonly string[]
}

/** One picture model: a definition for everybody, and what the server sends for it. */
export interface FalImage<Id extends string, I extends InputPorts, P extends z.ZodObject> {
  readonly definition: ModelDefinition<Id, I, ImageOutputs, P>
  request(asked: Asked<P>): FalRequest
}

interface Row<Id extends string, I extends InputPorts, P extends z.ZodObject> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  readonly inputs: I
  readonly params: P
  /** Of a picture made from words alone. One that changes another keeps its size. */
  size?(params: z.output<P>): Size
  /** In dollars. `pixels` where they are known. */
  dollars(question: { readonly size: Size; readonly pictures: number; readonly rates: Rates }): number
  request(asked: Asked<P>): FalRequest
  readonly examples: readonly [string, string, string]
}

/** As large as a model of this family makes them, where the size is not known. */
const LARGEST: Size = { width: 2048, height: 2048 }

export const falImage = <const Id extends string, I extends InputPorts, P extends z.ZodObject>(
  row: Row<Id, I, P>,
): FalImage<Id, I, P> => {
  const size = (question: {
    readonly params: z.output<P>
    readonly inputs: Readonly<Record<string, unknown>>
  }): Size | undefined => {
    const start = question.inputs['startImage'] as Partial<Size> | undefined // the port of that name is one of images
    if (start?.width && start.height) return { width: start.width, height: start.height }
    return row.size?.(question.params)
  }
  return {
    request: (asked) => row.request(asked),
    definition: defineModel<Id, I, ImageOutputs, P>({
      ...{ id: row.id, version: 1, makes: 'image', title: row.title, summary: row.summary },
      ...{ inputs: row.inputs, outputs, params: row.params, examples: row.examples, size },
      price({ params, inputs, rates }) {
        const { references: gathered } = inputs as { readonly references?: readonly unknown[] } // the port of that name gathers
        return exactly(
          row.dollars({ size: size({ params, inputs }) ?? LARGEST, pictures: gathered?.length ?? 0, rates }),
        )
      },
      problems({ params, inputs }) {
        const { prompt: words } = inputs as { readonly prompt?: string } // the port of that name is one of text
        const { width, height } = params as Partial<Size> // where it takes any size
        const empty = words !== undefined && words.trim() === ''
        return [
          ...(empty
            ? [{ message: 'it needs a prompt.', hint: 'Type one, or connect a Text node.', field: 'prompt' }]
            : []),
          ...sizeProblems({ ...(width !== undefined && { width }), ...(height !== undefined && { height }) }),
        ]
      },
    }),
  }
}
