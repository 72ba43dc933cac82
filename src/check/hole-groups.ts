/** Groups holes as a person would list them: what is missing for every reason, segment or language is said once. */
import type { Cell, Hole } from './cells'

/** Holes that are reported as one. */
export interface HoleGroup extends Cell {
  /** `band`: whatever the reason and the segment. `reason`: whatever the segment. `answer`: for this answer only. */
  width: 'band' | 'reason' | 'answer'
  /** Where only some languages lack a lesson. */
  languages?: string[]
}

const widths: [HoleGroup['width'], widen: (cell: Cell) => Cell][] = [
  ['band', ({ action, band }) => ({ action, band })],
  ['reason', ({ segment: _, ...cell }) => cell],
  ['answer', (cell) => cell],
]

/** The cell alone, so that equal answers have equal keys. */
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
export const groupHoles = (
  holes: readonly Hole[],
  cells: readonly Cell[],
  languages: readonly string[],
): HoleGroup[] => {
  if (!holes.length) return []
  const missing = holes.map(bare)
  const sums = widths.map(([width, widen]) => ({
    width,
    widen,
    missing: counted(missing.map(widen)),
    all: counted(cells.map((cell) => widen(bare(cell)))),
  }))
  const said = new Map<string, HoleGroup>()
  for (const [index, hole] of missing.entries())
    for (const { width, widen, missing, all } of sums) {
      const cell = widen(hole)
      const key = JSON.stringify(cell)
      const whole = missing.get(key) === (all.get(key) ?? 0) * languages.length
      // The narrowest group is reported even if only some languages miss a lesson.
      if (width !== 'answer' && !whole) continue
      const place = `${width} ${key}`
      const lacking = whole ? undefined : [...(said.get(place)?.languages ?? []), holes[index]?.language ?? '']
      said.set(place, { ...cell, width, ...(lacking && { languages: lacking }) })
      break
    }
  return [...said.values()]
}

/**
 * @param reasoned Whether the action offers reasons for this band.
 * @param segmented Whether the playbook has segments.
 */
export const groupInWords = (group: HoleGroup, reasoned: boolean, segmented: boolean): string => {
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
