import type { ReadLive } from '@reelgraph/shared'
import type { providers } from './catalog.ts'

type Provider = (typeof providers)[number]['id']

interface Lister {
  /** It tells everybody, without a key. */
  readonly isPublic: boolean
  /** For so long what it told is not asked for again; half a day where nothing is said. */
  readonly freshMs?: number
  readonly load: () => Promise<{ readonly readLive: ReadLive }>
}

/** By provider: how what it lists is read. Only the server loads these. */
export const liveListers: { readonly [P in Provider]?: Lister } = {
  openrouter: { isPublic: true, load: () => import('./providers/openrouter/live.ts') },
  elevenlabs: { isPublic: false, load: () => import('./providers/elevenlabs/live.ts') },
  cloudflare: { isPublic: false, load: () => import('./providers/cloudflare/live.ts') },
  // a model that was just pulled is there
  compatible: { isPublic: false, freshMs: 30_000, load: () => import('./providers/compatible/live.ts') },
  fal: { isPublic: false, load: () => import('./providers/fal/live.ts') },
}
