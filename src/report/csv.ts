/** The report as one table for spreadsheets: RFC 4180, a row per action, per obstacle of an action, and per lesson. */
import { cell } from './csv-cell'
import type { Interval } from './intervals'
import type { SuccessGap } from './shape'

const COLUMNS = [
  // `row` says which of the three it is; `of` is an obstacle's action.
  ...(['row', 'id', 'of', 'kind'] as const),
  ...(['completed', 'asked', 'answered', 'reached', 'partly', 'missed'] as const),
  ...(['reachedShare', 'reachedShareLow', 'reachedShareHigh', 'unknown', 'count'] as const),
  ...(['shown', 'opened', 'useful', 'notUseful', 'committed', 'did'] as const),
  ...(['liftShownUsers', 'liftShownReached', 'liftWithheldUsers', 'liftWithheldReached'] as const),
  ...(['liftDifference', 'liftDifferenceLow', 'liftDifferenceHigh'] as const),
] as const

type Cells = Partial<Record<(typeof COLUMNS)[number], string | number | null>>

const interval = (name: 'reachedShare' | 'liftDifference', { estimate, low, high }: Interval): Cells => ({
  [name]: estimate,
  [`${name}Low`]: low,
  [`${name}High`]: high,
})

function* rowsOf({ actions, lessons }: SuccessGap): Generator<Cells> {
  for (const { action, obstacles, reachedShare, ...counts } of actions) {
    yield { row: 'action', id: action, ...counts, ...interval('reachedShare', reachedShare) }
    for (const { id, count } of obstacles) yield { row: 'obstacle', id, of: action, count }
  }
  for (const { lesson, lift, ...counts } of lessons) {
    yield {
      ...{ row: 'lesson', id: lesson, ...counts },
      ...{ liftShownUsers: lift.shown.users, liftShownReached: lift.shown.reached },
      ...{ liftWithheldUsers: lift.withheld.users, liftWithheldReached: lift.withheld.reached },
      ...(lift.difference && interval('liftDifference', lift.difference)),
    }
  }
}

/** The names of the columns first; each line ends in CR LF. */
export const csvOf = (report: SuccessGap): string =>
  [COLUMNS, ...Array.from(rowsOf(report), (cells) => COLUMNS.map((column) => cell(cells[column])))]
    .map((row) => `${row.join(',')}\r\n`)
    .join('')
