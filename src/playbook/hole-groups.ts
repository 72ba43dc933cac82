/** Holes as a person would list them: what holds for every reason, every segment or every language is said once. */
import type { Cell, Hole } from './coverage'

/** From the widest to the narrowest: any reason and segment, any segment, just this answer. */
const widths: ((cell: Cell) => Cell)[] = [
  ({ action, band }) => ({ action, band }),
  ({ segment: _, ...cell }) => cell,
  (cell) => cell,
]

const counted = (cells: readonly Cell[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const key = JSON.stringify(cell)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** @param cells Every answer there is. */
export const together = (holes: readonly Hole[], cells: readonly Cell[], languages: readonly string[]): Cell[] => {
  const missing = holes.map(({ language: _, message: __, ...cell }): Cell => cell)
  const sums = widths.map((widen) => ({
    widen,
    missing: counted(missing.map(widen)),
    all: counted(cells.map(widen)),
  }))
  const said = new Map<string, Cell>()
  for (const hole of missing)
    for (const { widen, missing, all } of sums) {
      const cell = widen(hole)
      const key = JSON.stringify(cell)
      // The narrowest is said even if only some languages miss it.
      if (widen !== widths[2] && missing.get(key) !== (all.get(key) ?? 0) * languages.length) continue
      said.set(key, cell)
      break
    }
  return [...said.values()]
}
