/** How long `decide` takes on 200 actions, 1,000 lessons and 500 moments remembered. Run with `npx tsx test/bench/decide.ts`. */
import { askAnswered, askShown } from '../../src/ask/asks'
import { decide } from '../../src/ask/decide'
import { type Book, emptyBook } from '../../src/moment/book'
import { track } from '../../src/moment/track'
import type { Limits, Playbook } from '../../src/playbook/schema'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const RUNS = 5_000

const playbook = (lessons: number, limits: Limits = {}): Playbook => ({
  version: 1,
  id: 'bench',
  limits,
  actions: Object.fromEntries(
    Array.from({ length: 200 }, (_, n) => [
      `action.${n}`,
      { ask: { question: 'Did it work?', if: { 'properties.size': { $gte: 3 } }, when: { after: '3d' } } },
    ]),
  ),
  lessons: Array.from({ length: lessons }, (_, n) => ({
    id: `lesson-${n}`,
    kind: 'tips',
    title: 'A lesson',
    points: ['One'],
    for: { actions: [`action.${n % 200}`] },
  })),
})

/** 500 moments a day apart in fours; `settled` of them over: one in fifteen shown and answered, the others expired. */
function bookOf(plan: Playbook, settled: number, size = 5): Book {
  let book = emptyBook('u', START)
  for (let n = 0; n < 500; n++) {
    const at = START + n * (DAY / 40)
    const action = `action.${(n * 7) % 200}`
    book = track(book, plan, { action, id: `m${n}`, label: `Moment ${n}`, properties: { size } }, at)
    const key = `${action} m${n}`
    if (n < settled && n % 15 === 0) book = askShown(book, key, at)
    if (n < settled && n % 15 === 0) book = askAnswered(book, key, at)
  }
  for (const [key, ask] of Object.entries(book.asks).slice(0, settled))
    if (ask.status === 'pending') book.asks[key] = { ...ask, status: 'expired', settled: START }
  return structuredClone(book)
}

/** Of the fastest of thirty rounds: what else the machine does is not ours to measure. */
function microseconds(run: () => unknown): number {
  for (let n = 0; n < RUNS; n++) run()
  const rounds = Array.from({ length: 30 }, () => {
    const start = performance.now()
    for (let n = 0; n < RUNS / 50; n++) run()
    return ((performance.now() - start) * 50_000) / RUNS
  })
  return Math.min(...rounds)
}

const free: Limits = { cooldown: '0s', sameAction: { answered: '0s', dismissed: '0s' }, per30Days: 999, perYear: 999 }
const cases: [string, Playbook, number, number, number][] = [
  ['480 settled, 20 due, an ask is shown', playbook(1000, free), 480, 5, 16],
  ['480 settled, 20 due, the cooldown holds', playbook(1000), 480, 5, 16],
  ['all 500 pending, none due', playbook(1000), 0, 5, 2],
  ['all 500 pending and due, one is shown', playbook(1000, free), 0, 5, 15.6],
  ['all 500 pending and due, limits hold', playbook(1000, { quiet: '100d' }), 0, 5, 15.6],
  ['the first without any lesson', playbook(0, free), 480, 5, 16],
]
for (const [title, plan, settled, size, days] of cases) {
  const book = bookOf(plan, settled, size)
  const decision = decide({ playbook: plan, book, facts: {}, now: START + days * DAY })
  const outcome = 'ask' in decision ? 'asks' : `${decision.reasons.length} reasons`
  const took = microseconds(() => decide({ playbook: plan, book, facts: {}, now: START + days * DAY }))
  console.log(`decide: ${took.toFixed(1).padStart(7)} µs  ${title} (${outcome})`)
}
