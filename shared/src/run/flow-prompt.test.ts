import { describe, expect, test } from 'vitest'
import { createCatalog } from '../node/catalog.ts'
import type { NodeDefinition } from '../node/define.ts'
import { port } from '../node/ports.ts'
import type { PromptHelp } from '../node/prompt-help.ts'
import { testCatalog } from '../testing/catalog.ts'
import { graph, type Details, type Drawn } from '../testing/drawing.ts'
import { Rehearsal } from '../testing/rehearsal.ts'

const helps: Readonly<Record<string, PromptHelp>> = {
  image: {
    ...{ port: 'prompt', joins: 'words', examples: [] },
    choices: [
      { name: 'look', title: 'Style', unless: 'size2', options: [{ id: 'noir', label: 'Noir', words: 'film noir' }] },
    ],
  },
  video: {
    ...{ port: 'prompt', joins: 'sentences', examples: [] },
    picture: { port: 'startImage', otherwise: 'It moves a little.' },
    choices: [
      {
        name: 'camera',
        title: 'Camera',
        unless: 'move',
        options: [{ id: 'in', label: 'In', words: 'It comes near.' }],
      },
    ],
  },
}
const catalog = createCatalog({
  kinds: [...testCatalog.kinds.values()].map((kind): NodeDefinition => {
    const help = helps[kind.id]
    return { ...kind, ...(help && { help }) }
  }),
  models: [...testCatalog.models.values()].map((model) =>
    // as most video models have it: without words it could not run
    model.id === 'test/film'
      ? { ...model, inputs: { startImage: port.image(), prompt: port.text({ typed: {} }) } }
      : model,
  ),
  providers: [...testCatalog.providers.values()],
})

const film = (details: Details = {}): Drawn =>
  graph('text → image\nimage → video', { text: { params: { text: 'a fox' } }, ...details }, catalog)

/** What a run hands to the executors, and what its fingerprints are made of. */
const prompts = (drawn: Drawn, stored = new Rehearsal()) => {
  const planner = stored.run(drawn)
  return Object.fromEntries(
    ['image', 'video'].map((node) => {
      const task = planner.flow.task(node, null) ?? expect.unreachable(`${node} runs`)
      return [node, planner.flow.inputsOf(task)['prompt']]
    }),
  )
}

describe('the prompt that is sent', () => {
  test('has what was chosen by name, also behind words that come by a wire', () => {
    expect(prompts(film({ image: { params: { look: 'noir' } } }))).toMatchObject({ image: 'a fox, film noir' })
    expect(prompts(film({ image: { params: { look: 'unheard of' } } }))).toMatchObject({ image: 'a fox' })
  })

  test('of an empty motion is made of the words of its picture and of the move, without the style of the picture', () => {
    const drawn = film({ image: { params: { look: 'noir' } }, video: { params: { camera: 'in' } } })
    expect(new Rehearsal().plan(drawn).problems).toEqual([])
    expect(prompts(drawn)).toEqual({ image: 'a fox, film noir', video: 'a fox. It comes near.' })
    expect(prompts(film({ video: { params: { prompt: 'it jumps', camera: 'in' } } })).video).toBe(
      'it jumps. It comes near.',
    )
  })

  test('is what is hashed: another move makes another clip, and back again nothing runs', () => {
    const stored = new Rehearsal()
    const withMove = (camera: string) => film({ video: { params: { camera } } })
    stored.run(withMove('in'))
    expect(stored.ran).toEqual(['image', 'video'])
    stored.run(withMove('none'))
    expect(stored.ran).toEqual(['video'])
    stored.run(withMove('in'))
    expect(stored.ran).toEqual([])
    // the same words, typed: the same request
    stored.run(film({ video: { params: { prompt: 'a fox. It comes near.' } } }))
    expect(stored.ran).toEqual([])
  })

  test('over a chosen picture says nothing of words that may not be its own', () => {
    const stored = new Rehearsal()
    const planner = stored.run(film())
    const made = planner.appraisals.get(planner.flow.task('image', null) ?? expect.unreachable('it ran'))
    const pin = made && 'fingerprint' in made ? made.fingerprint : undefined
    const pinned = film({
      text: { params: { text: 'a heron' } },
      image: { pins: { '': pin ?? expect.unreachable('') } },
    })
    const again = stored.run(pinned)
    const video = again.flow.task('video', null) ?? expect.unreachable('it is drawn')
    expect(again.flow.inputsOf(video)['prompt']).toBe('It moves a little.')
  })

  test('without a picture and without words is a problem, whatever was chosen', () => {
    const alone = graph('video', { video: { params: { camera: 'in' } } }, catalog)
    expect(new Rehearsal().plan(alone).problems.map(({ field }) => field)).toContain('prompt')
  })
})
