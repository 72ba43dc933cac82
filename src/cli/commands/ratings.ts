import { csvCell } from '../../report/csv'
import type { Command } from '../command'
import { withStore } from '../open-store'
import { bandOption, filterOptions, readFilterOptions } from '../option-values'
import { COLUMNS, ratingsOf } from '../ratings'

export const command: Command = {
  help: `gainloop ratings [options]

Prints every rating as one row of a CSV table for spreadsheets, with everything that belongs to it: the moment's label,
the goal, obstacles or strengths, the comment, and the lesson that was shown. Prints the number of ratings to stderr.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)
  --json              prints one JSON object a line instead
  --action <name>     only ratings of this action
  --band <band>       only ratings with this result: missed, partly or reached
  --from <time>       only ratings of this time or later: 2025-03-01 (UTC), or 2025-03-01T09:00:00+01:00
  --to <time>         only ratings before this time`,
  options: { db: { type: 'string' }, json: { type: 'boolean' }, band: { type: 'string' }, ...filterOptions },
  arguments: 0,
  async run(values, _, io) {
    const filter = { ...readFilterOptions('ratings', values), band: bandOption(values.band) }
    // RFC 4180 ends each line with CR LF; `out` adds the LF.
    const printRow = (cells: readonly Cell[]) => io.out(`${cells.map(textOf).map(csvCell).join(',')}\r`)
    return withStore('ratings', values, io, async (store) => {
      if (!values.json) printRow(COLUMNS)
      let found = 0
      for await (const row of ratingsOf(store, filter)) {
        found++
        if (values.json) io.out(JSON.stringify(row))
        else printRow(COLUMNS.map((column) => row[column]))
      }
      io.err(`${found} rating${found === 1 ? '' : 's'}`)
      return 0
    })
  },
}

type Cell = string | number | string[] | undefined

/** Several reasons share one cell, separated by spaces, which ids never contain. */
const textOf = (value: Cell): Exclude<Cell, string[]> => (Array.isArray(value) ? value.join(' ') : value)
