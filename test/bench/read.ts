/** How long it takes to read a playbook of 200 actions and 1,000 lessons. */
import { parsePlaybook } from '../../src/check/parse'
import { validatePlaybook } from '../../src/playbook/validate'
import { type Figure, fastest } from './support/figure'
import { largePlaybook } from './support/large'

/** Runs after which the engine has compiled what it will. */
const RUNS = 40

export async function figures(): Promise<Figure[]> {
  const json = JSON.stringify(largePlaybook(1000))
  const checked = () => parsePlaybook(json)
  if (!checked().ok) throw new Error('read: the playbook has problems')
  return [
    { what: 'read: validated as in the browser', value: await fastestValidation(json), unit: 'ms', limit: 15 },
    { what: 'read: parsePlaybook, every problem', value: fastest(checked, 1), unit: 'ms', limit: 30 },
  ]
}

async function fastestValidation(json: string): Promise<number> {
  let best = Infinity
  for (let run = 0; run < RUNS; run++) {
    const playbook: unknown = JSON.parse(json)
    const start = performance.now()
    const reading = await validatePlaybook(playbook)
    best = Math.min(best, performance.now() - start)
    if (!reading.ok) throw new Error(reading.problem.message)
  }
  return best
}
