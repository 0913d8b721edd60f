import { fail, ProjectIdSchema, providerOf, type ModelDefinition } from '@reelgraph/shared'
import { offersOf, type OfferParts, type Trial } from './offers.ts'
import { startAside, type Started, type StartParts } from './start-aside.ts'

const PROJECT = ProjectIdSchema.parse('try-wording')
const NAME = 'Other wordings'

interface Refused {
  /** The words as a person would send them again. */
  readonly words: string
  /** Why they were refused, as the provider said it. */
  readonly because: string
}

/** Of every provider that can write now, its cheapest model; the cheapest of all first. None where no writer has a key. */
export const offerWordings = async (parts: OfferParts, refused: Refused): Promise<readonly Trial[]> => {
  const all = await trialsOf(parts, [...parts.catalog.models.values()], refused)
  return all.filter(({ offer }, at) => at === all.findIndex((other) => isSameProvider(other.offer, offer)))
}

interface Wish extends Refused {
  /** One that was offered. */
  readonly model: string
  /** Micro-dollars; absent where nobody knows what it costs. */
  readonly atMost: number | undefined
}

/** @throws `plan-changed` where it would cost more than the person saw, `not-found` where that model cannot write now. */
export const startWording = async (parts: StartParts, { model, atMost, ...refused }: Wish): Promise<Started> => {
  const wanted = parts.catalog.models.get(model)
  const [trial] = wanted ? await trialsOf(parts, [wanted], refused) : []
  if (!trial) throw fail('not-found', 'That model cannot write now.', { hint: 'Choose another one.' })
  return startAside(parts, { trial, name: NAME, atMost })
}

const trialsOf = async (
  parts: OfferParts,
  models: readonly ModelDefinition[],
  refused: Refused,
): Promise<readonly Trial[]> => {
  const text = questionOf(refused)
  const writers = models.filter(({ makes }) => makes === 'text')
  const prompts = { text, image: text, video: text, audio: text, speech: text }
  return (await offersOf(parts, { project: PROJECT, models: writers, prompts })).trials
}

const isSameProvider = (one: Trial['offer'], other: Trial['offer']): boolean =>
  providerOf(one.model) === providerOf(other.model)

/** It is to keep within the rules, not to slip past them. */
const questionOf = ({ words, because }: Refused): string =>
  `A service that makes pictures, clips or voices for a film has refused the words below.

Why, as it said: ${because}

Write them anew so that they keep within such rules: leave out or replace what may be refused, without hinting at it. Keep the scene, the mood, the language, the length and the form: lines stay lines, and what stands in {{double braces}} stays as it is. Answer with the new words alone.

The words:
${words}`
