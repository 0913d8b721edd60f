import { anthropicConformance } from './providers/anthropic/conformance.ts'
import { elevenlabsConformance } from './providers/elevenlabs/conformance.ts'
import { cloudflareConformance } from './providers/cloudflare/conformance.ts'
import { ownServerConformance } from './providers/compatible/conformance.ts'
import { falConformance } from './providers/fal/conformance.ts'
import { geminiConformance } from './providers/gemini/conformance.ts'
import { openAiConformance } from './providers/openai/conformance.ts'
import { openRouterConformance } from './providers/openrouter/conformance.ts'
import { runwayConformance } from './providers/runway/conformance.ts'
import type { ProviderConformance } from './testing/conformance.ts'

export type { DocumentedFailure, ProviderConformance } from './testing/conformance.ts'
export { startEmulator, type Call, type Emulator, type Failure } from './testing/emulator-kit.ts'

/** Every provider that needs an account, with its emulator. For tests, and for working without a key. */
export const conformances = [
  falConformance,
  runwayConformance,
  openRouterConformance,
  openAiConformance,
  anthropicConformance,
  geminiConformance,
  cloudflareConformance,
  ownServerConformance,
  elevenlabsConformance,
] as const satisfies readonly ProviderConformance[]
