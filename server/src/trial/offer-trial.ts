import { fail, ProjectIdSchema, providerOf } from '@reelgraph/shared'
import { offersOf, type Makes, type OfferParts, type Prompts, type Trial } from './offers.ts'

/** Small, and soon seen or heard whether it is right. */
const PROMPTS: Prompts = {
  text: 'Say hello in five words.',
  image: 'A red paper boat on a calm lake at dawn',
  video: 'A red paper boat drifts over a calm lake at dawn',
  audio: 'Rain on a tin roof, far thunder',
  speech: 'Hello from Reelgraph.',
}

/**
 * The planner's own answer about every model of a provider that makes something of words alone, and the cheapest of
 * what most of them make: who is known for pictures is tried with a picture.
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
  const priced = trials.filter(({ offer }) => offer.price !== 'unknown')
  const offered = priced.length > 0 ? priced : trials
  const main = mainOf(offered)
  const cheapest = offered.find(({ offer }) => offer.makes === main)
  if (cheapest) return cheapest
  throw fail('not-found', 'None of its models makes anything of words alone.', {
    hint: 'Use it in a film to see whether it works.',
    provider,
  })
}

/** What most of them make; a clip, which costs many times as much, only where they make nothing else. */
const mainOf = (trials: readonly Trial[]): Makes => {
  const count = (makes: Makes): number => trials.filter(({ offer }) => offer.makes === makes).length
  const [most = 'video'] = SOONEST.filter((makes) => count(makes) > 0).toSorted((a, b) => count(b) - count(a))
  return most
}

/** What is the soonest looked at first. */
const SOONEST: readonly Makes[] = ['image', 'text', 'audio']
