import type { Project } from '@reelgraph/shared'
import { drawProject } from '../src/engine/testing/draw-project.ts'
import { fates, FRIENDLY, ROUGH, type FateOf } from './provider/fate.ts'
import { randomProject } from './random-graph.ts'
import { chance } from './provider/chance.ts'
import type { Kill, Scenario, Undisturbed } from './scenario.ts'

interface Poor {
  readonly project: Project
  /** Of the requests, 0 to 1. */
  readonly share: number
  readonly seed: number
}

/** The same, but that there is no credit left for many a step that names fallbacks. */
const withoutCredits = ({ project, share, seed }: Poor, fateOf: FateOf): FateOf => {
  const fallible = new Set(
    Object.values(project.nodes).flatMap(({ fallbacks, id }): string[] => (fallbacks ? [id] : [])),
  )
  return (asked) => {
    const { model, prompt } = asked
    const isPoor =
      model === 'job' && fallible.has(prompt.split('(')[0] ?? '') && chance(seed, 'credits', prompt) < share
    return isPoor ? { ...fateOf(asked), meetings: [], after: 'no-credits' } : fateOf(asked)
  }
}

/** The nth scenario of a seed: what is made of what, on a provider that behaves badly in its own way. */
export const scenarioOf = (number: number): Scenario => {
  const answersLookUps = number % 4 !== 3
  const mix = number % 2 === 0 ? 'findable' : 'mixed'
  const project = randomProject(number, mix)
  const cancelAfter = number % 5 === 4 ? 5 + Math.floor(chance(number, 'cancel') * 25) : undefined
  return {
    name: `--seed ${number} (${mix}${answersLookUps ? '' : ', cannot be asked'}${cancelAfter ? ', cancelled' : ''})`,
    project,
    fateOf: withoutCredits({ project, share: 0.6, seed: number }, fates(number, ROUGH)),
    answersLookUps,
    exact: mix === 'findable' && answersLookUps,
    ...(cancelAfter && { cancelAfter }),
  }
}

const kinds = drawProject({
  words: { kind: 'lines', params: { text: 'one two' } },
  shot: { model: 'fake/job', params: { say: 'shot' }, each: 'words' },
  hint: { model: 'fake/text', params: { say: 'hint' }, each: 'shot' },
  people: { model: 'fake/list', params: { say: 'people' }, from: ['shot'] },
  face: { model: 'fake/blind', params: { say: 'face' }, each: 'people' },
  plain: { model: 'fake/free', params: { say: 'plain' } },
  voice: { kind: 'voice', model: 'fake/sound', params: { say: 'voice' }, from: ['plain'] },
  title: {
    model: 'fake/job',
    params: { say: 'title' },
    from: ['plain'],
    fallbacks: { models: ['fake/spare'], policy: 'any' },
  },
  film: { model: 'fake/job', params: { say: 'film' }, from: ['hint', 'face', 'title'] },
})

/** A bit of everything, on a provider that does as it is told, and has no credit left for the model of one step. */
export const everyKind: Scenario = {
  name: 'every kind of step',
  project: kinds,
  fateOf: withoutCredits({ project: kinds, share: 1, seed: 1 }, fates(1, FRIENDLY)),
  answersLookUps: true,
  exact: false,
}

/** One to three points, half of them at a place that the run passes and half at any time. */
export const killsOf = (number: number, { passed, lasted }: Undisturbed): readonly Kill[] =>
  Array.from({ length: 1 + Math.floor(chance(number, 'kills') * 3) }, (_, index): Kill => {
    // What is left of the run becomes less with every life.
    const share = chance(number, 'where', index) / (index + 1)
    if (chance(number, 'how', index) < 0.5) return { atPlace: 1 + Math.floor(share * passed) }
    return { after: Math.round(share * lasted) }
  })
