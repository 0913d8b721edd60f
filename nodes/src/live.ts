import type { ReadLive } from '@reelgraph/shared'
import type { providers } from './catalog.ts'

type Provider = (typeof providers)[number]['id']

interface Lister {
  /** It tells everybody, without a key. */
  readonly isPublic: boolean
  readonly load: () => Promise<{ readonly readLive: ReadLive }>
}

/** By provider: how what it lists is read. Only the server loads these. */
export const liveListers: { readonly [P in Provider]?: Lister } = {
  openrouter: { isPublic: true, load: () => import('./providers/openrouter/live.ts') },
  elevenlabs: { isPublic: false, load: () => import('./providers/elevenlabs/live.ts') },
  fal: { isPublic: false, load: () => import('./providers/fal/live.ts') },
}
