/** The coverage of a playbook as a table: how many lessons can be relied on for each answer of each segment. */
import type { Coverage } from '../check/coverage'

type Cell = Coverage['cells'][number]

const rowName = ({ band, obstacle, strength }: Cell): string =>
  obstacle ? `  ${band}: ${obstacle}` : strength ? `  ${band}: ${strength}` : `  ${band}`

const shown = ({ lessons, missing }: Cell, languages: number): string =>
  !missing.length ? `${lessons.length}` : missing.length === languages ? 'HOLE' : `HOLE ${missing.join(' ')}`

/** One block an action: a row for each band and reason, a column for users in no segment and in each. */
export function matrix(cells: readonly Cell[], languages: readonly string[]): string[] {
  const lines: string[] = []
  for (const action of new Set(cells.map((cell) => cell.action))) {
    const its = cells.filter((cell) => cell.action === action)
    const columns = [undefined, ...new Set(its.flatMap(({ segment }) => segment ?? []))]
    const rows = new Map<string, string[]>()
    for (const cell of its) rows.set(rowName(cell), [...(rows.get(rowName(cell)) ?? []), shown(cell, languages.length)])
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
