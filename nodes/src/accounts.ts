import type { CheckAccount } from '@reelgraph/shared'
import type { providers } from './catalog.ts'

type Provider = (typeof providers)[number]['id']

/** Loaded when a person tests an account. A provider that needs one and has no check fails the tests. */
type Load = () => Promise<{ readonly checkAccount: CheckAccount }>

/** By provider: how its account is tested for nothing. Only the server loads these. */
export const accountChecks: { readonly [P in Provider]?: Load } = {
  fal: () => import('./providers/fal/account.ts'),
  runway: () => import('./providers/runway/account.ts'),
  openrouter: () => import('./providers/openrouter/account.ts'),
  anthropic: () => import('./providers/anthropic/account.ts'),
  gemini: () => import('./providers/gemini/account.ts'),
  openai: () => import('./providers/openai/account.ts'),
  cloudflare: () => import('./providers/cloudflare/account.ts'),
  compatible: () => import('./providers/compatible/account.ts'),
  elevenlabs: () => import('./providers/elevenlabs/account.ts'),
}
