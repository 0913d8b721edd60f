import {
  isAssetValue,
  type AssetValue,
  type Fingerprint,
  type Outputs,
  type StoredResult,
  type Value,
} from '@reelgraph/shared'

/** One thing to look at: a take, or a part of one where it gave a list. */
export interface LookAt {
  readonly id: string
  /** From 1; nothing for what was not made but typed or imported. */
  readonly take: number | undefined
  readonly result: StoredResult | undefined
  readonly value: AssetValue | string
}

/** Takes oldest first; without any, what the node shows. */
export const looksOf = (takes: readonly StoredResult[], shown: Outputs | undefined): readonly LookAt[] => {
  const made = takes.flatMap((result, index) =>
    visible(result.outputs).map((value, part) => ({
      id: idOf(result.fingerprint, part),
      take: index + 1,
      result,
      value,
    })),
  )
  if (made.length > 0 || !shown) return made
  return visible(shown).map((value, part) => ({ id: `shown ${part}`, take: undefined, result: undefined, value }))
}

export const idOf = (fingerprint: Fingerprint, part = 0): string => `${fingerprint} ${part}`

/** Media where there is some, else text: timings and other data beside a voice are not for looking at. */
const visible = (outputs: Outputs): readonly (AssetValue | string)[] => {
  const values = Object.values(outputs).flatMap((output): readonly Value[] =>
    'items' in output ? output.items.map((item) => item.value) : [output.value],
  )
  const media = values.filter(isAssetValue)
  return media.length > 0 ? media : values.filter((value) => typeof value === 'string')
}
