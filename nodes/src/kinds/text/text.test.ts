import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillPlaceholders, placeholdersOf } from './placeholders.ts'
import { splitText } from './split.ts'

describe('placeholders', () => {
  test('are found once each, in order, with spaces and letters of any script', () => {
    expect(placeholdersOf('{{concept}} at {{ time of day }}, {{concept}}, {{Ort}} {{1no}} {{}} {{__proto__}}')).toEqual(
      ['concept', 'time of day', 'Ort'],
    )
  })

  test('what fills one is never read again', () => {
    expect(fillPlaceholders('{{a}} {{b}}', { a: '{{b}}', b: 'x' })).toBe('{{b}} x')
  })

  test('one without a value stays as it is, whatever it is called', () => {
    expect(fillPlaceholders('{{constructor}}', {})).toBe('{{constructor}}')
  })

  test('texts that double with every step are stopped while they still fit in memory', () => {
    const doubled = (steps: number): string =>
      steps === 0 ? 'x'.repeat(100) : fillPlaceholders('{{a}}{{a}}', { a: doubled(steps - 1) })
    expect(doubled(13)).toHaveLength(819_200)
    expect(() => doubled(14)).toThrow(
      expect.objectContaining({ code: 'too-large', message: expect.stringContaining('“a”') }),
    )
    expect(() => fillPlaceholders('{{a}}'.repeat(40_000), { a: doubled(13) })).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    )
  })

  test('a value with replacement patterns is taken literally', () => {
    expect(fillPlaceholders('{{a}}', { a: '$& $1 $$' })).toBe('$& $1 $$')
  })
})

describe('splitting', () => {
  test('by lines drops empty ones and trims', () => {
    expect(splitText(' one \r\n\n two\n', 'lines').map((item) => item.value)).toEqual(['one', 'two'])
  })

  test('by paragraphs keeps the lines of one together', () => {
    expect(splitText('a\nb\n \n\nc', 'paragraphs').map((item) => item.value)).toEqual(['a\nb', 'c'])
  })

  test('a line that reads like the second occurrence of another has a key of its own', () => {
    const keys = splitText('a #2\na\na', 'lines').map((item) => item.key)
    expect(new Set(keys).size).toBe(3)
  })

  test('keys are unique, and inserting a line leaves the keys of all others', () => {
    const line = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== '' && !/[\r\n]/.test(text))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), line, fc.nat(12), (lines, added, at) => {
        const before = splitText(lines.join('\n'), 'lines').map((item) => item.key)
        expect(new Set(before).size).toBe(before.length)
        const fresh = lines.every((other) => other.trim() !== added.trim())
        const after = splitText(lines.toSpliced(at, 0, added).join('\n'), 'lines').map((item) => item.key)
        if (fresh) expect(after.filter((key) => key !== added.trim())).toEqual(before)
      }),
    )
  })
})
