import { describe, expect, it, vi } from 'vitest'
import { bench, isSteady, median } from './harness.ts'

describe('The benchmark harness', () => {
  it('takes the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 2, 100])).toBe(3)
  })

  it('goes on while the median moves and stops when it stays', () => {
    expect(isSteady([10, 10, 10])).toBe(false)
    expect(isSteady([1, 2, 4, 8, 16, 32, 64, 128, 256])).toBe(false)
    expect(isSteady([10, 11, 9, 10, 10, 10, 10, 10, 10, 10, 10])).toBe(true)
  })

  it('measures thing and baseline in turn and says whether the goal is met', async () => {
    const order: string[] = []
    const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
    process.argv.push('--json')
    try {
      const run = bench('sample')
      const value = await run.measure({
        case: 'a case',
        unit: 'ms',
        run: () => (order.push('run'), 30),
        baseline: () => (order.push('baseline'), 10),
        goal: { atMost: 25 },
      })
      expect(value).toBe(30)
      expect(order.slice(0, 4)).toEqual(['run', 'baseline', 'run', 'baseline'])
      expect(JSON.parse(String(printed.mock.calls[0]?.[0]))).toEqual({
        bench: 'sample',
        case: 'a case',
        value: 30,
        unit: 'ms',
        baseline: 10,
        ratio: 3,
        goal: 25,
        ok: false,
      })
    } finally {
      process.argv.pop()
      printed.mockRestore()
    }
  })
})
