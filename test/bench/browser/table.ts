/** The rows as a table for each phase of each visit: a line per metric, a column per page. */
import { BLANK } from './contestants'
import { METRICS, type MetricName, type Row } from './compare'
import { PHASES, VISITS } from './rounds'
import type { Tracking } from './tracking'

const figure = (value: number): string => value.toFixed(Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0)

function cell({ contestant, median, against, compare }: Row): string {
  if (contestant === BLANK) return figure(median)
  return compare === 'ratio'
    ? `${figure(median)} (${figure(against)}×)`
    : `${figure(median)} (+${figure(against)})`.replace('+-', '-')
}

function tableOf(rows: readonly Row[], contestants: readonly string[]): string[] {
  const lines = (Object.keys(METRICS) as MetricName[]).map((metric) => {
    const { what, unit } = METRICS[metric]
    const cells = contestants.map((name) => {
      const row = rows.find((one) => one.metric === metric && one.contestant === name)
      return row ? cell(row) : ''
    })
    return [unit ? `${what}, ${unit}` : what, ...cells]
  })
  const all = [['', ...contestants], ...lines]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? []
  return all.map((line) => `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`)
}

export function trackingLines(all: readonly Tracking[]): string {
  const lines = all.map(
    ({ build, medians: { empty, full }, ratio, inARow }) =>
      `track, ${build}: ${figure(empty)} ms, with 1,000 events waiting and 500 moments ${figure(full)} ms (${figure(ratio)}×); 200 in a row ${figure(inARow)} ms`,
  )
  return lines.join('\n')
}

/** In brackets, against the blank page of the same round. */
export function tables(rows: readonly Row[]): string {
  const contestants = [...new Set(rows.map(({ contestant }) => contestant))]
  const parts = VISITS.flatMap((visit) =>
    PHASES.flatMap((phase) => {
      const own = rows.filter((row) => row.visit === visit && row.phase === phase)
      if (!own.length) return []
      const [head = '', ...lines] = tableOf(own, contestants)
      return [`${visit}, ${phase}`, head, head.replace(/[^|]/g, '-'), ...lines, '']
    }),
  )
  return parts.join('\n')
}
