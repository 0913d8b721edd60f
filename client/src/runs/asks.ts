import { isOver, type Finding, type Limit, type Micros, type Over, type Price, type TaskState } from '@reelgraph/shared'

/** What a task asks a person, because only a person can say. */
export type Ask =
  /** To look at what was made before anything that needs it goes on. `off`: what is off with it. */
  | { readonly of: 'gate'; readonly off?: readonly Finding[] }
  /** What to do where nobody knows whether it was made, and paid. */
  | { readonly of: 'unknown'; /** Its provider may know. */ readonly askable: boolean }
  /** Whether it may cost that. */
  | PriceAsk
  /** Whether this model may take the place of one that could not, and surely was not paid. */
  | { readonly of: 'fallback'; readonly model: string; readonly price: Price }

export interface PriceAsk {
  readonly of: 'price'
  /** Micro-dollars; `null` where nobody knows what it costs. */
  readonly needs: Micros | null
  /** Micro-dollars. */
  readonly left: Micros
  /** What it would go beyond; nothing where it is that nobody knows the price which is to be agreed to. */
  readonly limit?: Limit | 'run'
}

type Asked = Pick<TaskState, 'status' | 'gate' | 'over' | 'offer' | 'findings' | 'asked'>

export const askOf = ({ status, gate, over, offer, findings: off, asked }: Asked): Ask | undefined => {
  if (status === 'succeeded' && gate === 'closed') return { of: 'gate', ...(off && { off }) }
  if (status === 'unknown') return { of: 'unknown', askable: asked?.answer !== 'cannot-be-asked' }
  if (status === 'held' && over) return over.turn ? undefined : priceAsk(over)
  return status === 'held' && offer ? { of: 'fallback', model: offer.model, price: offer.price } : undefined
}

const priceAsk = ({ needs, left, beyond, atCap }: Over): PriceAsk => ({
  ...{ of: 'price', needs, left },
  ...((beyond ?? atCap ?? needs !== null) && { limit: beyond?.limit ?? 'run' }),
})

/** It has come to an end, and nobody has to say anything more of it. */
export const isSettled = (task: Asked): boolean => isOver(task) && askOf(task) === undefined

/** How much asks a person something. */
export interface Asks {
  readonly steps: number
  /** Of all of these steps; as many as steps outside of lists. */
  readonly items: number
}

export const NO_ASKS: Asks = { steps: 0, items: 0 }

/** `1 step waits for you`, `3 items wait for you`: each is answered for itself. */
export const asksText = ({ steps, items }: Asks): string => {
  const [count, what] = items > steps ? [items, 'item'] : [steps, 'step']
  return count === 1 ? `1 ${what} waits for you` : `${count} ${what}s wait for you`
}

/** The nodes whose closed gates hold a task, each once. A key names a task: its node, then its item. */
export const gateNodes = (heldBy: readonly string[]): readonly string[] => [
  ...new Set(heldBy.map((key) => key.split(' ', 1)[0] ?? key)),
]

/** The nodes of a run that ask a person something, each once, in the order of its plan. */
export const askingNodes = (tasks: readonly TaskState[]): readonly string[] => [
  ...new Set(tasks.filter((task) => askOf(task)).map(({ node }) => node)),
]
