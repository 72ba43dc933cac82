/** The coverage of a playbook as a table: how many lessons are guaranteed for each answer of each segment. */
import type { Coverage } from '../check/coverage'

type Cell = Coverage['cells'][number]

const rowName = ({ band, obstacle, strength }: Cell): string =>
  obstacle ? `  ${band}: ${obstacle}` : strength ? `  ${band}: ${strength}` : `  ${band}`

const cellText = ({ lessons, missing }: Cell, languages: number): string =>
  !missing.length ? `${lessons.length}` : missing.length === languages ? 'HOLE' : `HOLE ${missing.join(' ')}`

/** One block per action: a row per band and reason, and a column per segment and for users in no segment. */
export function matrix(cells: readonly Cell[], languages: readonly string[]): string[] {
  const lines: string[] = []
  for (const action of new Set(cells.map((cell) => cell.action))) {
    const ofAction = cells.filter((cell) => cell.action === action)
    const columns = [undefined, ...new Set(ofAction.flatMap(({ segment }) => segment ?? []))]
    const rows = new Map<string, string[]>()
    for (const cell of ofAction)
      rows.set(rowName(cell), [...(rows.get(rowName(cell)) ?? []), cellText(cell, languages.length)])
    const table = [
      [action, ...columns.map((segment) => segment ?? 'no segment')],
      ...[...rows].map(([name, row]) => [name, ...row]),
    ]
    const widths = columns.map((_, index) => Math.max(...table.map((row) => row[index + 1]?.length ?? 0)))
    const first = Math.max(...table.map(([name = '']) => name.length))
    if (lines.length) lines.push('')
    for (const [name = '', ...row] of table)
      lines.push([name.padEnd(first), ...row.map((cell, index) => cell.padStart(widths[index] ?? 0))].join('  '))
  }
  return lines
}
