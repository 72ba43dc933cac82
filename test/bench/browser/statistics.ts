export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]]
  return (low + high) / 2
}

/** The median over rounds of each value against that of the same round: what slows a whole round down is in both. */
export const paired = (
  values: readonly number[],
  others: readonly number[],
  compare: (value: number, other: number) => number,
): number => median(values.map((value, round) => compare(value, others[round] as number)))
