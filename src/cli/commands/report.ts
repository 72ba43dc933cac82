import { csvOf } from '../../report/csv'
import { FILTERS, parseFilter, type ReportFilter } from '../../report/filter'
import { successGap } from '../../report/success-gap'
import type { Command, Values } from '../command'
import type { Unreadable } from '../../receiver/store'
import { messages, wrongUsage } from '../messages'
import { progressOf } from '../progress'
import { withStore } from '../open-store'
import { reportLines } from '../report-lines'

export const command: Command = {
  help: `gainloop report [options]

Prints the success-gap report: where users finish but do not succeed, why, and which lesson helps.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)
  --json              prints JSON, in the shape of the receiver's /report.json
  --csv               prints a CSV table for spreadsheets
  --from <time>       only moments completed at this time or later: 2025-03-01 (UTC), or 2025-03-01T09:00:00+01:00
  --to <time>         only moments completed before this time
  --action <name>     only this action
  --segment <name>    only users in this segment
  --language <tag>    only users of this language, such as en`,
  options: {
    db: { type: 'string' },
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
    ...Object.fromEntries(FILTERS.map((name) => [name, { type: 'string' as const }])),
  },
  arguments: 0,
  async run(values, _, io) {
    const { json, csv } = values
    if (json && csv) throw wrongUsage(messages.jsonAndCsv())
    const filter = filterOf(values)
    return withStore('report', values, io, async (store) => {
      const print = progressOf(io)
      let first: Unreadable | undefined
      const report = await successGap(store, filter, {
        progress: ({ users, events }) => print(`read ${events} events of ${users} users`),
        unreadable: (event) => void (first ??= event),
      })
      const { unreadable: count } = report
      if (count) io.err(`gainloop: could not read ${count} of the stored events, the first with the key ${first?.key}`)
      if (json) io.out(JSON.stringify(report, null, 2))
      // `out` adds the LF of the last line.
      else if (csv) io.out(csvOf(report).slice(0, -1))
      else for (const line of reportLines(report)) io.out(line)
      return 0
    })
  },
}

/** @throws CliError if the filter is malformed */
function filterOf(values: Values): ReportFilter {
  const filter: ReportFilter = {}
  for (const name of FILTERS) if (typeof values[name] === 'string') filter[name] = values[name]
  try {
    parseFilter(filter)
    return filter
  } catch (error) {
    throw wrongUsage(messages.badFilter('report', (error as TypeError).message))
  }
}
