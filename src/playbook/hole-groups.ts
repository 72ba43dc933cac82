/** Holes as a person would list them: what holds for every reason, every segment or every language is said once. */
import type { Cell } from './answers'
import type { Hole } from './coverage'

/** Holes said as one. */
export interface Group extends Cell {
  /** Whom it holds for: whatever the reason and the segment · whatever the segment · just this answer. */
  width: 'band' | 'reason' | 'answer'
  /** Where only some languages lack a lesson. */
  languages?: string[]
}

const widths: [Group['width'], widen: (cell: Cell) => Cell][] = [
  ['band', ({ action, band }) => ({ action, band })],
  ['reason', ({ segment: _, ...cell }) => cell],
  ['answer', (cell) => cell],
]

/** Without what else is said of it, so that the same answer is the same key. */
const bare = ({ action, band, obstacle, strength, segment }: Cell): Cell => ({
  action,
  band,
  ...(obstacle !== undefined && { obstacle }),
  ...(strength !== undefined && { strength }),
  ...(segment !== undefined && { segment }),
})

const counted = (cells: readonly Cell[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const key = JSON.stringify(cell)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** @param cells Every answer there is. */
export const together = (holes: readonly Hole[], cells: readonly Cell[], languages: readonly string[]): Group[] => {
  if (!holes.length) return []
  const missing = holes.map(bare)
  const sums = widths.map(([width, widen]) => ({
    width,
    widen,
    missing: counted(missing.map(widen)),
    all: counted(cells.map((cell) => widen(bare(cell)))),
  }))
  const said = new Map<string, Group>()
  for (const [index, hole] of missing.entries())
    for (const { width, widen, missing, all } of sums) {
      const cell = widen(hole)
      const key = JSON.stringify(cell)
      const whole = missing.get(key) === (all.get(key) ?? 0) * languages.length
      // The narrowest is said even if only some languages miss it.
      if (width !== 'answer' && !whole) continue
      const place = `${width} ${key}`
      const lacking = whole ? undefined : [...(said.get(place)?.languages ?? []), holes[index]?.language ?? '']
      said.set(place, { ...cell, width, ...(lacking && { languages: lacking }) })
      break
    }
  return [...said.values()]
}

/** @param segmented Whether the playbook has segments. @param reasoned Whether the action offers reasons for this band. */
export const groupInWords = (group: Group, reasoned: boolean, segmented: boolean): string => {
  const { action, band, obstacle, strength, segment, width, languages } = group
  return [
    `No lesson after "${action}" was ${band}`,
    obstacle && ` because of "${obstacle}"`,
    strength && ` thanks to "${strength}"`,
    width !== 'band' && reasoned && !obstacle && !strength && ' and no reason was given',
    segment && `, for the segment "${segment}"`,
    width === 'answer' && segmented && !segment && ', for users in no segment',
    languages && `, in ${languages.map((language) => `"${language}"`).join(', ')}`,
  ]
    .filter(Boolean)
    .join('')
}
