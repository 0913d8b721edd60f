import type { Finding, Outputs, TaskState } from '@reelgraph/shared'
import { askOf, type Ask } from '../../runs/asks.ts'
import type { ItemView } from '../card/item-view.ts'

/** An item of a node that asks a person something. */
export interface AskedItem {
  readonly item: string | null
  readonly position: number
  readonly ask: Ask
  readonly task: TaskState
}

/** How many are listed; the others come up as these are answered. */
export const SHOWN = 6

const QUESTIONS: Readonly<Record<Ask['of'], string>> = {
  gate: 'Look at it before it goes on',
  unknown: 'This may have been paid',
  price: 'It needs more than it may cost',
  fallback: 'Its model could not make it',
}

/** What is asked, over the answers. */
export const headOf = (ask: Ask): string =>
  ask.of === 'gate' && ask.off ? 'Something is off with it' : QUESTIONS[ask.of]

/** Which question it is: another one after each try, and for each item. */
export const questionOf = ({ item, ask, task }: AskedItem): string =>
  [item, ask.of, task.fingerprint, task.attempts.length, task.asked?.at].join(' ')

/** In the order of the list. */
export const askedItems = (items: readonly ItemView[]): readonly AskedItem[] =>
  items.flatMap(({ item, position, task }) => {
    const ask = task && askOf(task)
    return ask ? [{ item, position, ask, task }] : []
  })

/** An item that holds up what comes after it while no run waits there. */
export interface HoldingItem {
  readonly item: string | null
  readonly position: number
  readonly outputs: Outputs
  /** What is off with it. */
  readonly off: readonly Finding[] | undefined
}

/** In the order of the list. */
export const holdingItems = (items: readonly ItemView[]): readonly HoldingItem[] =>
  items.flatMap(({ item, position, state, task, outputs, off }) =>
    state === 'look' && !task && outputs ? [{ item, position, outputs, off }] : [],
  )

/** The item that is looked at: the one chosen, else the first that asks something, else the first. */
export const shownItem = (items: readonly ItemView[], chosen: string | undefined): ItemView | undefined =>
  items.find((entry) => entry.item === chosen) ?? items.find(isAsking) ?? items[0]

interface Shown {
  readonly item: ItemView | undefined
  readonly chosen: string | undefined
  /** Of the node: the inspector tells of the item. */
  readonly selected: boolean
}

/** The item to be marked among the others: wherever something beside the card tells of it. */
export const markedItem = ({ item, chosen, selected }: Shown): string | undefined => {
  if (!item || item.item === null) return undefined
  return selected || item.item === chosen || isAsking(item) ? item.item : undefined
}

const isAsking = ({ task, state }: ItemView): boolean => (task ? askOf(task) !== undefined : state === 'look')
