import type { JsonObject } from '../json.ts'
import type { Micros } from '../node/price.ts'

/** What a project may spend in all its runs together: micro-dollars, no limit where there is none. */
export interface Budget {
  readonly cap?: Micros
}

/** Reads `settings.cap`. Settings are any JSON, so what is no amount is no limit; a fraction counts as what is below it. */
export const budgetOf = ({ settings }: { readonly settings: JsonObject }): Budget => {
  const { cap } = settings
  if (typeof cap !== 'number' || Number.isNaN(cap)) return {}
  return { cap: Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.floor(cap))) }
}
