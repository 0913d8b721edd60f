import type { TaskState } from '@reelgraph/shared'
import { describe, expect, test } from 'vitest'
import { lastOf, make, type Held } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio } from './studio.ts'

/** What our own reading of an answer says of it, and what stands in the answer: no words for a person. */
const OURS = /[{}[\]<>]|invalid_|expected|unexpected|undefined|cannot read|not valid JSON|is not a function/i

/** The paid request is answered as if all were well, with what nobody can read: that is said in a sentence. */
export const saysOddAnswers = ({ table, model }: Held): void => {
  describe('an answer to what was paid that nobody can read is told in a sentence', () => {
    test.each([
      ['a page', '<html><body>welcome</body></html>'],
      ['nothing in braces', {}],
      ['an empty list', []],
      ['null', null],
    ])('%s', async (_, body) => {
      await inStudio({ table }, async (studio) => {
        studio.emulator.fail({ as: 'answer', status: 200, body })
        const task = await make(studio, await soloProject(studio, { model }))
        expect(studio.emulator.paid).toHaveLength(1)
        expect(['unknown', 'failed']).toContain(task.status)
        expect(lastOf(task)?.charged).not.toBe(false)
        const told = wordsOf(task)
        expect(told.length).toBeGreaterThan(0)
        for (const words of told) expect(words).not.toMatch(OURS)
      })
    })
  })
}

const wordsOf = (task: TaskState): readonly string[] =>
  [task.error, ...task.attempts.map(({ error }) => error)]
    .flatMap((error) => (error ? [error.message, error.hint] : []))
    .concat(task.asked && 'said' in task.asked ? [task.asked.said] : [])
    .filter((words) => words !== undefined)
