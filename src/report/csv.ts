/** The report as one CSV table for spreadsheets (RFC 4180): a row per action, per obstacle of an action, and per lesson. */
import type { Interval } from './intervals'
import type { SuccessGap } from './shape'

/**
 * What spreadsheets take for a formula, the full-width signs of East Asian keyboards included. The names in a report come from
 * anyone who may post events. See OWASP, "CSV Injection".
 */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/** One cell, quoted where RFC 4180 asks for it. An apostrophe before a formula makes it plain text. */
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const COLUMNS = [
  // `row` is "action", "obstacle" or "lesson"; `of` is the action an obstacle belongs to.
  ...(['row', 'id', 'of', 'kind'] as const),
  ...(['completed', 'asked', 'answered', 'reached', 'partly', 'missed'] as const),
  ...(['reachedShare', 'reachedShareLow', 'reachedShareHigh', 'unknown', 'count'] as const),
  ...(['shown', 'opened', 'useful', 'notUseful', 'committed', 'did'] as const),
  ...(['liftShownUsers', 'liftShownReached', 'liftWithheldUsers', 'liftWithheldReached'] as const),
  ...(['liftDifference', 'liftDifferenceLow', 'liftDifferenceHigh', 'liftVerdict'] as const),
] as const

type Cells = Partial<Record<(typeof COLUMNS)[number], string | number | null>>

const interval = (name: 'reachedShare' | 'liftDifference', { estimate, low, high }: Interval): Cells => ({
  [name]: estimate,
  [`${name}Low`]: low,
  [`${name}High`]: high,
})

function* cellsOf({ actions, lessons }: SuccessGap): Generator<Cells> {
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
      ...(lift.verdict && { liftVerdict: lift.verdict }),
    }
  }
}

/** A header row with the column names first. Each line ends in CR LF. */
export const csvOf = (report: SuccessGap): string =>
  [COLUMNS, ...Array.from(cellsOf(report), (cells) => COLUMNS.map((column) => csvCell(cells[column])))]
    .map((line) => `${line.join(',')}\r\n`)
    .join('')
