import type { Micros, Plan, Priority } from '@reelgraph/shared'
import { roundedUp } from '../lib/format.ts'
import { hasWork, isFree } from './actions.ts'
import { dollarsOf, microsOf } from './run-money.ts'

/** What a person sets before a run that costs something. */
export interface Terms {
  /** "I know that the price of n steps is unknown." */
  readonly consent: boolean
  /** As it is typed, in dollars. */
  readonly cap: string
  readonly priority: Priority
}

/** What a start is given of them. */
export interface AgreedTerms {
  readonly cap?: Micros
  readonly unknownPrices?: boolean
  readonly priority?: Priority
}

/** What is asked of a person before this plan can run. */
export interface Wanted {
  readonly consent: boolean
  readonly cap: 'none' | 'offered' | 'required'
}

export const wantedOf = (plan: Plan): Wanted => ({
  consent: plan.unknown.prices > 0,
  // A list of unknown length has no price that could be agreed to; only a limit ends it.
  cap: plan.unknown.lengths > 0 ? 'required' : isFree(plan) ? 'none' : 'offered',
})

export const firstTerms = (plan: Plan): Terms => ({
  consent: false,
  cap: plan.total === 'unknown' || plan.total.high === 0 ? '' : dollarsOf(roundedUp(plan.total.high)),
  priority: 'normal',
})

export type Agreement =
  | { readonly ok: true; readonly agreed: AgreedTerms }
  | { readonly ok: false; readonly missing: 'work' | 'consent' | 'cap' | 'amount' }

export const agreementOf = (plan: Plan, terms: Terms): Agreement => {
  if (!hasWork(plan)) return { ok: false, missing: 'work' }
  const wanted = wantedOf(plan)
  if (wanted.consent && !terms.consent) return { ok: false, missing: 'consent' }
  const typed = wanted.cap === 'none' ? '' : terms.cap.trim()
  const cap = microsOf(typed)
  if (typed !== '' && cap === undefined) return { ok: false, missing: 'amount' }
  if (wanted.cap === 'required' && cap === undefined) return { ok: false, missing: 'cap' }
  return {
    ok: true,
    agreed: {
      ...(cap !== undefined && { cap }),
      ...(wanted.consent && { unknownPrices: true }),
      ...(terms.priority !== 'normal' && { priority: terms.priority }),
    },
  }
}
