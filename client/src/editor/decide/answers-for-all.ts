import { addPrices, FREE, type Catalog, type Decision } from '@reelgraph/shared'
import { modelName } from '../../runs/fallback-text.ts'
import { atMostText } from '../../runs/price-text.ts'
import type { AskedItem } from './asked-items.ts'

/** One answer that several items of a list can be given at once, because they ask the same. */
export interface AnswerForAll {
  readonly label: string
  /** What all of them cost together. */
  readonly detail?: string
  readonly asked: readonly AskedItem[]
  readonly decision: Decision
  /** It may pay twice, and is asked once more. */
  readonly risky?: true
}

/** Whoever agrees to a higher limit lets all go on that it is enough for: that needs no answer of its own. */
export const answersForAll = (asked: readonly AskedItem[], catalog: Pick<Catalog, 'models'>): readonly AnswerForAll[] =>
  [...Map.groupBy(asked, sameness)].flatMap(([, alike]) => {
    const [first] = alike
    return first && alike.length > 1 ? answersTo(first, alike, catalog) : []
  })

/** Which items ask the same. */
const sameness = ({ ask }: AskedItem): string => {
  switch (ask.of) {
    case 'fallback':
      return `fallback ${ask.model}`
    case 'unknown':
      return `unknown ${ask.askable}`
    default:
      return ask.of
  }
}

const answersTo = (
  { ask }: AskedItem,
  asked: readonly AskedItem[],
  catalog: Pick<Catalog, 'models'>,
): readonly AnswerForAll[] => {
  const all = `all ${asked.length}`
  switch (ask.of) {
    case 'gate':
      return [{ label: `Approve ${all}`, asked, decision: { decision: 'approve' } }]
    case 'fallback': {
      const price = asked.reduce((sum, one) => addPrices(sum, one.ask.of === 'fallback' ? one.ask.price : FREE), FREE)
      return [
        {
          ...{ label: `Use ${modelName(catalog, ask.model)} for ${all}`, detail: atMostText(price), asked },
          decision: { decision: 'fall-back', model: ask.model },
        },
        { label: `Run ${all} again`, asked, decision: { decision: 'again' } },
      ]
    }
    case 'unknown':
      return [
        ...(ask.askable ? [{ label: `Ask about ${all}`, asked, decision: { decision: 'ask' } } as const] : []),
        { label: `Run ${all} again …`, asked, decision: { decision: 'again' }, risky: true },
      ]
    case 'price':
      return []
  }
}
