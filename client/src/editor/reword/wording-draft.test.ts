import { expect, test } from 'vitest'
import { typedInto, withWritten } from './wording-draft.ts'

test('what was typed while another wording was being written is not lost', () => {
  const asked = { words: 'a duel' }
  const typed = typedInto(asked, 'a duel at dawn')
  expect(withWritten(typed, 'a dance at dawn')).toEqual({
    ...{ words: 'a dance at dawn', written: 'a dance at dawn', mine: 'a duel at dawn' },
  })
})

test('a second suggestion leaves the way back to what the person wrote, not to the first one', () => {
  const twice = withWritten(withWritten({ words: 'a duel' }, 'a dance'), 'a race')
  expect(twice).toMatchObject({ words: 'a race', mine: 'a duel' })
  const between = withWritten(typedInto(withWritten({ words: 'a duel' }, 'a dance'), 'a slow dance'), 'a race')
  expect(between.mine).toBe('a slow dance')
})
