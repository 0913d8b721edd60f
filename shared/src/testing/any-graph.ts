import fc from 'fast-check'
import type { Details } from './drawing.ts'

export interface AnyGraph {
  readonly drawing: string
  readonly details: Details
  /** The ids of its nodes, sources first. */
  readonly names: readonly string[]
}

interface Shape {
  readonly gates?: boolean
  readonly tolerant?: boolean
}

const WORDS = ['fox', 'hen', 'wolf', 'owl']

/** Graphs of texts in random layers: lists of random lengths, known and unknown ones, zipped, nested and gathered. */
export const anyGraph = ({ gates = false, tolerant = false }: Shape = {}): fc.Arbitrary<AnyGraph> =>
  fc
    .record({
      words: fc.shuffledSubarray(WORDS, { minLength: 1 }),
      steps: fc.array(
        fc.record({
          kind: fc.constantFrom('echo', 'echo', 'pair', 'gather', 'gather', 'director'),
          left: fc.nat(99),
          right: fc.nat(99),
          gate: fc.integer({ min: 0, max: 3 }),
          tolerant: fc.boolean(),
        }),
        { minLength: 1, maxLength: 12 },
      ),
    })
    .map(({ words, steps }) => {
      const names = ['text0', 'split0']
      const lines = ['text0:text', 'split0:split']
      const details: Record<string, Details[string]> = {
        text0: { params: { text: 'a film' } },
        split0: { params: { text: words.join(' ') }, ...(gates && steps[0]?.gate === 0 && { gate: true }) },
      }
      for (const [place, step] of steps.entries()) {
        const name = `${step.kind}${place + 1}`
        const left = names[step.left % names.length] ?? 'text0'
        const right = names[step.right % names.length] ?? 'text0'
        if (step.kind === 'pair') lines.push(`${left} → (left)${name}`, `${right} → (right)${name}`)
        else lines.push(`${left} → ${name}`)
        if (step.kind === 'gather') lines.push(`${right} → ${name}`)
        details[name] = {
          ...(gates && step.gate === 0 && { gate: true }),
          ...(tolerant && step.tolerant && { tolerant: true }),
        }
        names.push(name)
      }
      return { drawing: lines.join('\n'), details, names }
    })
