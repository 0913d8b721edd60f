import type { Json, JsonObject } from '../json.ts'
import type { Makes, ModelDefinition } from './define.ts'

/** How one parameter of a model that is gone is said to the one that takes its place. */
export type ParamRule =
  /** The same under another name; with `values`, by them. */
  | { readonly as: string; readonly values?: Readonly<Record<string, Json>> }
  /** One value sets several. */
  | { readonly sets: Readonly<Record<string, JsonObject>> }
  /** A length, as a number, `"8"` or `"8s"`. */
  | { readonly seconds: string }
  /** There is nothing like it; what a person can do instead. */
  | { readonly instead: string }
  /** It only said how the service was to be called. */
  | { readonly drop: true }

export type ParamRules = Readonly<Record<string, ParamRule>>

interface Ending {
  /** As nodes, older projects and the service itself call it. */
  readonly ids: readonly string[]
  readonly title: string
  /** What may take its place, the best first; one on the same account goes before. Empty where there is nothing like it. */
  readonly successors: readonly string[]
  /** By its own names. What is not here keeps its name and value where the successor takes them. */
  readonly params?: ParamRules
}

/**
 * A model that its maker has ended, or will: a row of the table. Dates are `YYYY-MM-DD`, or `YYYY-MM` where no more is known;
 * empty where only that it is gone is known. `words`: it never was here by this name, and why, said behind its title.
 */
export type ModelEnd = Ending &
  ({ readonly retiredOn: string } | { readonly endsOn: string } | { readonly words: string })

interface Place {
  readonly models: ReadonlyMap<string, ModelDefinition>
  readonly makes: Makes | undefined
  /** On whose account it ran. */
  readonly provider: string
}

/** The model to use instead, of those that make what the node is there for. */
export const successorOf = (
  { successors }: ModelEnd,
  { models, makes, provider }: Place,
): ModelDefinition | undefined => {
  const fit = successors.flatMap((id) => models.get(id) ?? []).filter((model) => model.makes === makes)
  return fit.find(({ id }) => id.startsWith(`${provider}/`)) ?? fit[0]
}

/** From so many days before its end on a person is told. */
const WARNED_DAYS = 60
const DAY_MS = 86_400_000

/** What is to be said of an end at this moment, in milliseconds since 1970; nothing while it is far away. */
export const endNotice = (
  end: ModelEnd,
  now: number,
): { readonly over: boolean; readonly words: string } | undefined => {
  if ('words' in end) return { over: true, words: end.words }
  if ('retiredOn' in end) return { over: true, words: retiredWords(end.retiredOn) }
  const left = Date.parse(end.endsOn) - now
  if (left > WARNED_DAYS * DAY_MS) return undefined
  return left <= 0
    ? { over: true, words: retiredWords(end.endsOn) }
    : { over: false, words: `ends on ${dateWords(end.endsOn)}` }
}

export const retiredWords = (date: string): string => {
  if (date === '') return 'is no longer there'
  return `was retired ${date.length > 7 ? 'on' : 'in'} ${dateWords(date)}`
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

/** `12 May 2026`, or `July 2026`. */
export const dateWords = (date: string): string => {
  const [year = '', month = '', day] = date.split('-')
  const words = `${MONTHS[Number(month) - 1] ?? month} ${year}`
  return day === undefined ? words : `${Number(day)} ${words}`
}
