/**
 * `npm run chaos -- --ratings 10000 --seed 1 --workers 4`: prints the table. Ends with 1 when a rating was lost, came twice, or came
 * under another user's name.
 * `--user u_13` runs that user of the plan alone.
 */
import { parseArgs } from 'node:util'
import { chaos } from './chaos'
import { AT_ENDPOINT, IN_BROWSER } from './plan'

const { values } = parseArgs({
  options: {
    ratings: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '4' },
    user: { type: 'string' },
  },
})
const [ratings, seed, workers] = [values.ratings, values.seed, values.workers].map(Number) as [number, number, number]

const result = await chaos({
  ratings,
  seed,
  workers,
  only: values.user,
  size: { session: 100, round: 20 },
  progress: (done) => process.stderr.write(`\r${done} of ${ratings} ratings`),
})
process.stderr.write('\n')

const row = (what: string, figure: number): void => console.log(`${what.padEnd(32)}${figure.toFixed().padStart(8)}`)
row(`ratings (seed ${seed})`, result.ratings)
for (const fault of [...AT_ENDPOINT, ...IN_BROWSER]) row(`  ${fault}`, result.faults[fault] ?? 0)
for (const [type, stored] of Object.entries(result.types).sort()) row(`  ${type}`, stored)
row('events sent more than once', result.resent)
row('lost', result.lost.length)
row('duplicated', result.duplicated.length)
row("under another user's name", result.misattributed.length)
row('seconds', result.seconds)
for (const what of result.stuck) console.log(`stuck: ${what}`)
for (const id of result.lost) console.log(`lost: ${id}`)
for (const id of result.duplicated) console.log(`duplicated: ${id}`)
for (const what of result.misattributed) console.log(`under another user's name: ${what}`)
if ([result.stuck, result.lost, result.duplicated, result.misattributed].flat().length) process.exitCode = 1
