import type { Project } from '@reelgraph/shared'
import { drawProject, type Drawing } from '../src/engine/testing/draw-project.ts'
import { chance, pickBy } from './provider/chance.ts'

/** Which models a graph is made of. */
export type Mix = 'findable' | 'mixed'

const WEIGHTS = {
  findable: { 'fake/job': 6, 'fake/blind': 0, 'fake/text': 0, 'fake/list': 2, 'fake/free': 2 },
  mixed: { 'fake/job': 3, 'fake/blind': 3, 'fake/text': 3, 'fake/list': 1, 'fake/free': 1 },
} as const

/** Who may make what a job could not. */
const FALLBACKS = { findable: [['fake/spare']], mixed: [['fake/spare'], ['fake/blind', 'fake/spare']] } as const
const POLICIES = { any: 3, cheaper: 1, ask: 1 } as const

const WORDS = ['one', 'two', 'three', 'four']

/** Layers of steps over typed lists: some map, some gather, some do both, some give lists of a length nobody knows. */
export const randomProject = (seed: number, mix: Mix): Project => {
  const draw = (...what: readonly (string | number)[]): number => chance(seed, 'graph', ...what)
  const upTo = (most: number, ...what: readonly (string | number)[]): number => Math.floor(draw(...what) * (most + 1))
  const table: Record<string, Drawing[string]> = {}
  const lists = 1 + upTo(1, 'lists')
  for (let index = 0; index < lists; index += 1) {
    const words = WORDS.slice(0, 1 + upTo(3, 'words', index))
    table[`list${index}`] = { kind: 'lines', params: { text: words.join(' ') } }
  }
  const steps = 2 + upTo(6, 'steps')
  for (let index = 0; index < steps; index += 1) {
    const names = Object.keys(table)
    const pick = (what: string): string => names[Math.floor(draw(what, index) * names.length)] ?? 'list0'
    const from = Array.from({ length: upTo(2, 'gathers', index) }, (_, place) => pick(`from ${place}`))
    const maps = draw('maps', index) < 0.6
    const say = `s${index}`
    const model = pickBy(draw('model', index), WEIGHTS[mix])
    const models = FALLBACKS[mix][upTo(FALLBACKS[mix].length - 1, 'fallbacks', index)]
    const policy = pickBy(draw('policy', index), POLICIES)
    table[say] = {
      model,
      params: { say },
      from: [...new Set(from)],
      ...(maps && { each: pick('each') }),
      ...(model === 'fake/job' && models && { fallbacks: { models, policy } }),
    }
  }
  // Gathers everything, so that whatever is late or lost has somebody waiting for it.
  table['film'] = {
    model: 'fake/job',
    params: { say: 'film' },
    from: Object.keys(table).filter((name) => name.startsWith('s')),
  }
  if (draw('sound') < 0.5)
    table['voice'] = { kind: 'voice', model: 'fake/sound', params: { say: 'voice' }, each: 'list0' }
  return drawProject(table, `crash ${seed}`)
}
