/** How often the report's intervals hold the truth, and its verdicts are false, over 200 simulated populations of each kind. */
import { measure } from '../report/populations/measure'
import type { Figure } from './support/figure'

const POPULATIONS = 200

export async function figures(): Promise<Figure[]> {
  const found: Figure[] = []
  for (const { what, intervals, held, populations, falseVerdicts } of await measure(POPULATIONS)) {
    const percent = (part: number, whole: number) => (100 * part) / whole
    console.log(
      `     ${what.padEnd(44)}${held} of ${intervals} intervals hold the truth, false verdicts in ${falseVerdicts} of ${populations}`,
    )
    found.push(
      { what: `${what}: missed`, value: percent(intervals - held, intervals), unit: '%', limit: 7 },
      { what: `${what}: false`, value: percent(falseVerdicts, populations), unit: '%', limit: 5 },
    )
  }
  return found
}
