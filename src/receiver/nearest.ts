/** The known name closest to a mistyped one, or undefined when none is close. Damerau would be finer; Levenshtein is enough for a hint. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.floor(Math.min(name.length, 60) / 3)) + 1
  for (const candidate of known) {
    const distance = distanceBetween(name.slice(0, 100), candidate)
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
