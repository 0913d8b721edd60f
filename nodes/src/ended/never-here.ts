import type { ModelEnd } from '@reelgraph/shared'
import { withoutApi } from '../without-api.ts'
import { FLUX, VEO } from './param-rules.ts'

/** What services call a model that has another name here, and the one that it has. */
const OTHERWISE: readonly (readonly [name: string, ours: string, title: string])[] = [
  ['flux/dev', 'fal/flux-dev', 'FLUX.1 dev'],
  ['flux-dev', 'fal/flux-dev', 'FLUX.1 dev'],
  ['flux.1-dev', 'fal/flux-dev', 'FLUX.1 dev'],
  ['flux/schnell', 'fal/flux-schnell', 'FLUX.1 schnell'],
  ['flux-schnell', 'fal/flux-schnell', 'FLUX.1 schnell'],
  ['flux.1-schnell', 'fal/flux-schnell', 'FLUX.1 schnell'],
  ['flux-2', 'fal/flux-2', 'FLUX.2 dev'],
  ['flux-2-pro', 'fal/flux-2-pro', 'FLUX.2 pro'],
  ['flux-pro/kontext', 'fal/flux-kontext', 'FLUX.1 Kontext pro'],
  ['fast-sdxl', 'fal/fast-sdxl', 'Stable Diffusion XL'],
  ['veo3.1', 'fal/veo3.1', 'Veo 3.1'],
  ['veo3.1/fast', 'fal/veo3.1-fast', 'Veo 3.1 fast'],
]

/** Names that never were those of a model here, and are written all the same. */
export const neverHere: readonly ModelEnd[] = [
  ...OTHERWISE.map(([name, ours, title]): ModelEnd => ({
    ids: [name, `fal-ai/${name}`, `fal/${name}`].filter((id) => id !== ours),
    title: name,
    words: `is called “${title}” here`,
    successors: [ours],
    params: ours.startsWith('fal/veo') ? VEO : FLUX,
  })),
  ...withoutApi.map(({ title, words, instead }): ModelEnd => ({
    ids: words.map((word) => word.replace(' ', '-')).flatMap((word) => [word, `${word}/${word}`]),
    title,
    words: 'cannot be used from here: its makers let no other program call it',
    successors: instead,
    params: FLUX,
  })),
]
