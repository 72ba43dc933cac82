/** `npm run bench`: every file beside this one, its figures against their limits. Ends with 1 over a limit. No test: machines differ. */
import { readdirSync } from 'node:fs'
import type { Figure } from './support/figure'

const others = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && file !== 'run.ts')
for (const file of others) {
  const { figures } = (await import(`./${file}`)) as { figures(): Figure[] | Promise<Figure[]> }
  for (const { what, value, unit, limit } of await figures()) {
    const verdict = value <= limit ? 'ok' : 'OVER'
    console.log(`${verdict.padEnd(5)}${what.padEnd(48)}${value.toFixed(1).padStart(8)} of ${limit} ${unit}`)
    if (value > limit) process.exitCode = 1
  }
}
