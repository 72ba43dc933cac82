/**
 * `npm run bench`: every file beside this one, its figures against their limits; `npm run bench browser outage` only those.
 * Ends with 1 over a limit. No test: machines differ.
 */
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { BenchOptions, Figure } from './support/figure'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '9' },
    throttle: { type: 'string', default: '4' },
    latency: { type: 'string', default: '0' },
    against: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
  },
})
const { rounds, throttle, latency, against, json } = values
const options: BenchOptions = {
  rounds: Number(rounds),
  throttle: Number(throttle),
  latency: Number(latency),
  against,
  json,
}

const all = readdirSync(import.meta.dirname).flatMap((file) => (/^(?!run\.)(\w+)\.ts$/.exec(file) ?? []).slice(1))
const unknown = positionals.find((name) => !all.includes(name))
if (unknown) throw new Error(`There is no benchmark "${unknown}": there is ${all.join(', ')}`)

for (const name of positionals.length ? positionals : all) {
  const { figures } = (await import(`./${name}.ts`)) as {
    figures(options: BenchOptions): Figure[] | Promise<Figure[]>
  }
  for (const { what, value, unit, limit } of await figures(options)) {
    const verdict = value <= limit ? 'ok' : 'OVER'
    console.log(`${verdict.padEnd(5)}${what.padEnd(48)}${value.toFixed(1).padStart(8)} of ${limit} ${unit}`)
    if (value > limit) process.exitCode = 1
  }
}
