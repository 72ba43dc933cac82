/** Edits that lead from `a` to `b`: one character added, dropped or replaced, or two neighbours swapped. */
const distance = (a: string, b: string): number => {
  const rows: number[][] = []
  const at = (i: number, j: number): number => (i && j ? (rows[i]?.[j] ?? 0) : i + j)
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = []
    rows[i] = row
    for (let j = 1; j <= b.length; j++) {
      const edits = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]))
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = swapped ? Math.min(edits, at(i - 2, j - 2) + 1) : edits
    }
  }
  return at(a.length, b.length)
}

/** The known name a mistyped one probably means; undefined when none is near. Upper and lower case count as the same. */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  const edits = (one: string): number => distance(name.slice(0, 100).toLowerCase(), one.toLowerCase())
  const [best] = known.map((one) => [one, edits(one)] as const).sort((a, b) => a[1] - b[1])
  return best && best[1] <= Math.max(1, Math.ceil(name.length / 3)) && best[1] < name.length ? best[0] : undefined
}
