import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composePrompt, promptText, type Said, type StepHelp } from './prompt-help.ts'

const help = (rest: Partial<StepHelp> = {}): StepHelp => ({
  ...{ port: 'prompt', joins: 'sentences', choices: [], additions: [] },
  picture: { port: 'startImage', otherwise: 'It moves a little.' },
  ...rest,
})
const sent = (given: StepHelp, said: Said): string => promptText(composePrompt(given, said))
const push = ['The camera pushes in.']

describe('what is sent', () => {
  test('is what was said to the letter, where nothing is added', () => {
    const kept = fc.property(fc.string(), (said) => said.trim() === '' || sent(help(), { said }) === said)
    expect(fc.check(kept).failed).toBe(false)
  })

  test('goes on with the sentence, or with one of its own', () => {
    const look = help({ joins: 'words', additions: ['film still', 'anamorphic'] })
    expect(sent(look, { said: 'a fox ' })).toBe('a fox, film still, anamorphic')
    expect(sent(look, { said: 'A fox.' })).toBe('A fox. film still, anamorphic')
    const move = help({ additions: [...push, 'Slowly.'] })
    expect(sent(move, { said: 'She turns' })).toBe('She turns. The camera pushes in. Slowly.')
    expect(sent(move, { said: '“Who is there?”' })).toBe('“Who is there?” The camera pushes in. Slowly.')
  })

  test('with a picture and no words is made of what the picture was made from, and of the move', () => {
    expect(sent(help({ additions: push }), { said: ' ', picture: { words: 'a fox in the snow' } })).toBe(
      'a fox in the snow. The camera pushes in.',
    )
    expect(sent(help({ additions: push }), { said: undefined, picture: { words: undefined } })).toBe(push[0])
    expect(sent(help(), { said: undefined, picture: { words: undefined } })).toBe('It moves a little.')
  })

  test('is never only what is added, where nobody said what there is to see', () => {
    expect(sent(help({ additions: push }), { said: '' })).toBe('')
    expect(sent({ ...help({ additions: push }), joins: 'words' }, { said: undefined })).toBe('')
  })

  test('says of every piece where it comes from, and begins with what was said', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.string({ minLength: 1 })), (said, additions) => {
        if (said.trim() === '') return
        const parts = composePrompt(help({ additions }), { said, picture: { words: 'x' } })
        expect(parts.map(({ from }) => from)).toEqual(['said', ...additions.map(() => 'added')])
        expect(promptText(parts).startsWith(said.trimEnd())).toBe(true)
      }),
    )
  })
})
