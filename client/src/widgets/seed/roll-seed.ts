/** A whole number within the limits, short enough to be read out. `random` gives [0, 1). */
export function rollSeed(
  { min = 0, max = 999_999 }: { readonly min?: number; readonly max?: number },
  random: () => number,
): number {
  const low = Math.ceil(min)
  const high = Math.min(Math.floor(max), low + 999_999)
  return low + Math.floor(random() * (high - low + 1))
}
