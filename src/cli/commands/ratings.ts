import { cell } from '../../report/csv-cell'
import { bandOf } from '../band'
import type { Command } from '../command'
import { openStore } from '../open-store'
import { COLUMNS, ratingsOf } from '../ratings'
import { scope, scopeOptions } from '../scope'

export const command: Command = {
  help: `gainloop ratings [options]

Prints every rating as one row of a table for spreadsheets (CSV), with what belongs to it: the moment's label, the goal,
obstacles or strengths, the comment, the lesson that was shown. How many there are goes to stderr.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)
  --json              one JSON object a line instead
  --action <name>     only of this action
  --band <band>       only these results: missed, partly or reached
  --from <time>       only given then or later: 2025-03-01 (UTC), or 2025-03-01T09:00:00+01:00
  --to <time>         only given before this`,
  options: { db: { type: 'string' }, json: { type: 'boolean' }, band: { type: 'string' }, ...scopeOptions },
  arguments: 0,
  async run(values, _, io) {
    const filter = { ...scope('ratings', values), band: bandOf(values.band) }
    const store = await openStore(String(values.db ?? (io.env.GAINLOOP_DB || 'gainloop.db')), 'ratings')
    // Each line of RFC 4180 ends in CR LF, and `out` writes a LF.
    const print = (cells: readonly Cell[]) => io.out(`${cells.map(textOf).map(cell).join(',')}\r`)
    try {
      if (!values.json) print(COLUMNS)
      let found = 0
      for await (const row of ratingsOf(store, filter)) {
        found++
        if (values.json) io.out(JSON.stringify(row))
        else print(COLUMNS.map((column) => row[column]))
      }
      io.err(`${found} rating${found === 1 ? '' : 's'}`)
      return 0
    } finally {
      await store.close()
    }
  },
}

type Cell = string | number | string[] | undefined

/** Several reasons in one cell are told apart by spaces, which no id has. */
const textOf = (value: Cell): Exclude<Cell, string[]> => (Array.isArray(value) ? value.join(' ') : value)
