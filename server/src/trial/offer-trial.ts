import { fail, ProjectIdSchema, providerOf } from '@reelgraph/shared'
import { offersOf, type Makes, type OfferParts, type Trial } from './offers.ts'

/** Small, and soon seen or heard whether it is right. */
const PROMPTS: Readonly<Record<Makes, string>> = {
  text: 'Say hello in five words.',
  image: 'A red paper boat on a calm lake at dawn',
  video: 'A red paper boat drifts over a calm lake at dawn',
  audio: 'Hello from Reelgraph.',
}

/**
 * The planner's own answer about every model of a provider that makes something of words alone, and of those the cheapest.
 * @throws `not-found`, `key-missing`.
 */
export const offerTrial = async (parts: OfferParts, provider: string): Promise<Trial> => {
  const { trials, problems } = await offersOf(parts, {
    project: ProjectIdSchema.parse(`try-${provider}`),
    models: [...parts.catalog.models.values()].filter(({ id }) => providerOf(id) === provider),
    prompts: PROMPTS,
  })
  const missing = problems.find(({ code }) => code === 'key-missing')
  if (missing) throw fail(missing.code, missing.message, missing)
  const [cheapest] = trials
  if (cheapest) return cheapest
  throw fail('not-found', 'None of its models makes anything of words alone.', {
    hint: 'Use it in a film to see whether it works.',
    provider,
  })
}
