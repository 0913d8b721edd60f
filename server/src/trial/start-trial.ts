import { fail } from '@reelgraph/shared'
import { offerTrial } from './offer-trial.ts'
import { startAside, type Started, type StartParts } from './start-aside.ts'

interface Wish {
  readonly provider: string
  /** The one that was offered. */
  readonly model: string
  /** Micro-dollars; absent where nobody knows what it costs. */
  readonly atMost: number | undefined
}

/** @throws `plan-changed` where it would cost more, or be another model, than the person saw. */
export const startTrial = async (parts: StartParts, { provider, model, atMost }: Wish): Promise<Started> => {
  const trial = await offerTrial(parts, provider)
  const { offer } = trial
  if (offer.model !== model) {
    const asked = parts.catalog.models.get(model)?.title ?? model
    throw fail('plan-changed', `“${asked}” is not what is offered: it is tried with “${offer.title}” now.`, {
      hint: 'Look at the offer and its price again.',
      provider,
    })
  }
  const title = parts.catalog.providers.get(provider)?.title ?? provider
  return startAside(parts, { trial, name: `${title}, tried for real`, atMost })
}
