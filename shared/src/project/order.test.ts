import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EdgeIdSchema } from '../ids.ts'
import { graph } from '../testing/drawing.ts'
import type { Edge } from './document.ts'
import { byOrder, orderAtEnd, orderBetween, wiresInto } from './order.ts'

const { project } = graph('video → join\nvideo2 → join\nvideo3 → join')
const edge = project.edges['e1']!
const at = (order: string, id = 'x'): Edge => ({ ...edge, id: EdgeIdSchema.parse(id), order })

describe('the order of wires', () => {
  test('is that of their index, and of their ids where they share one', () => {
    const wires = [at('a1', 'b'), at('a0', 'z'), at('a1', 'a'), at('Zz', 'm')]
    expect(wires.toSorted(byOrder).map((wire) => wire.id)).toEqual(['m', 'z', 'a', 'b'])
  })

  test('has a place at the end of every port, be it empty or not', () => {
    const order = orderAtEnd(project, 'join', 'clips')
    expect(wiresInto(project, 'join', 'clips').every((wire) => wire.order < order)).toBe(true)
    expect(orderAtEnd(project, 'join', 'music')).toBe('a0')
  })

  test('has a place between any two neighbours, again and again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { maxLength: 40 }), (places) => {
        const wires: Edge[] = []
        for (const [count, place] of places.entries()) {
          const index = place % (wires.length + 1)
          wires.splice(index, 0, at(orderBetween(wires[index - 1], wires[index]), `w${count}`))
        }
        expect(wires.toSorted(byOrder)).toEqual(wires)
      }),
    )
  })

  test('goes on where two wires share an index or a file brought one that is none', () => {
    expect(orderBetween(at('a0'), at('a0')) > 'a0').toBe(true)
    expect(orderBetween(at('zebra!'), undefined) > 'zebra!').toBe(true)
    expect(orderBetween(undefined, at('!'))).toBe('a0')
  })
})
