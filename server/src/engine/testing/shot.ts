import type { Fallbacks } from '@reelgraph/shared'
import type { Meeting } from './studio.ts'

/** One step that names fallbacks; “shot” is what it asks for. */
export const shot = (models: readonly string[], policy: Fallbacks['policy'] = 'any', model = 'work/answer') =>
  ({ shot: { model, params: { say: 'shot' }, fallbacks: { models, policy } } }) as const

export const refused = (
  code: Extract<Meeting, { is: 'refused' }>['code'],
  charged: boolean | 'unknown' = false,
): Meeting => ({ is: 'refused', code, charged })
