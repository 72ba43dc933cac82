import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askAnswered, askShown } from '../../src/ask/asks'
import { decide } from '../../src/ask/decide'
import { emptyBook } from '../../src/moment/book'
import { openPeriods } from '../../src/moment/periods'
import { track } from '../../src/moment/track'
import { DAY, HOUR, MINUTE, playbook, START } from './scene'
import { World } from './world'

/** 500 by default; `RUNS=10000 npx vitest run test/ask/model` before a change of limits, merge or identity goes in. */
const RUNS = Number(process.env.RUNS ?? 500)
/** Milliseconds, on a machine that has other things to do. */
const TIMEOUT = Math.max(30_000, RUNS * 60)

type Step = (world: World) => void
const step = <T>(arbitrary: fc.Arbitrary<T>, run: (world: World, value: T) => void): fc.Arbitrary<Step> =>
  arbitrary.map((value) => {
    const named: Step = (world) => run(world, value)
    return Object.assign(named, {
      [fc.toStringMethod]: () => `${run.toString().slice(0, 60)} ← ${JSON.stringify(value)}`,
    })
  })
const n = fc.integer({ min: 0, max: 5 })
const steps: { weight: number; arbitrary: fc.Arbitrary<Step> }[] = [
  {
    weight: 6,
    arbitrary: step(fc.tuple(fc.constantFrom('sent', 'other', 'now', 'judged'), n), (world, [action, id]) =>
      world.track(action, id),
    ),
  },
  {
    weight: 2,
    arbitrary: step(fc.tuple(n, fc.integer({ min: 1, max: 4 })), (world, [id, contacts]) =>
      world.track('captured', id, { contacts }),
    ),
  },
  { weight: 1, arbitrary: step(n, (world, id) => world.track('measured', id, { metrics: { rate: 1 } })) },
  {
    weight: 2,
    arbitrary: step(fc.tuple(n, fc.constantFrom(0, 0.3, 0.9)), (world, [id, rate]) => world.result(id, rate)),
  },
  { weight: 1, arbitrary: step(n, (world, id) => world.cancel(id)) },
  {
    weight: 1,
    arbitrary: step(fc.constantFrom('sent', 'now', 'watch', 'm1', 'm2'), (world, what) => world.byHand(what)),
  },
  {
    weight: 12,
    arbitrary: step(fc.constantFrom('rate', 'dismiss', 'mute', 'snooze', 'ignore', 'ignore'), (world, what) => {
      world.newSession()
      world.show()
      if (what !== 'ignore') world.reply(what as never)
    }),
  },
  { weight: 3, arbitrary: step(fc.constant(0), (world) => world.show()) },
  { weight: 2, arbitrary: step(fc.constantFrom('u', 'u', 'u', 'v'), (world, id) => world.identify(id)) },
  {
    weight: 1,
    arbitrary: step(fc.integer({ max: 9, min: 0 }), (world, luck) => (luck ? world.reload() : world.reset())),
  },
  { weight: 1, arbitrary: step(fc.integer({ min: 0, max: 3 }), (world, luck) => world.consent(luck > 0)) },
  { weight: 3, arbitrary: step(fc.constant(0), (world) => world.sync()) },
  { weight: 2, arbitrary: step(fc.constant(0), (world) => world.switchDevice()) },
  { weight: 2, arbitrary: step(fc.constant(0), (world) => world.switchTab()) },
  {
    weight: 10,
    arbitrary: step(
      fc.constantFrom(1, MINUTE, HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 14 * DAY, 40 * DAY, 400 * DAY),
      (world, ms) => world.pass(ms),
    ),
  },
]

test(
  'whatever happens in whatever order, no limit is broken, nothing over is asked, and devices agree',
  () => {
    let shows = 0
    fc.assert(
      fc.property(fc.array(fc.oneof(...steps), { minLength: 30, maxLength: 120 }), (all) => {
        const world = new World()
        for (const run of all) run(world)
        shows += world.devices.reduce((sum, { ledger }) => sum + ledger.shows.length, 0)
      }),
      { numRuns: RUNS },
    )
    expect(shows / RUNS).toBeGreaterThan(1)
  },
  TIMEOUT,
)

describe('a clock that is wrong by years, in any direction, any number of times', () => {
  const plan = playbook({ cooldown: '14d', sameAction: { answered: '1d' }, per30Days: 99, perYear: 99 })
  const YEAR = 365 * DAY

  test(
    'makes no storm of asks, and loses none for good',
    () => {
      const jumps = fc.array(
        fc.tuple(fc.constantFrom(-40, -10, -1, -0.1, 0.1, 1, 10, 40), fc.integer({ min: 0, max: 40 })),
        { maxLength: 6 },
      )
      fc.assert(
        fc.property(jumps, fc.integer({ min: 0, max: 20 }), (all, n) => {
          let book = emptyBook('u', START)
          let real = START
          let wrong = 0
          let shown = 0
          const live = () => {
            const now = real + wrong
            book = openPeriods(track(book, plan, { action: 'now', id: `m${real}` }, now), plan, now)
            const decision = decide({ playbook: plan, book, facts: {}, now })
            if (!('ask' in decision)) return
            shown++
            const { key } = decision.ask
            book = askAnswered(askShown(book, key, now), key, now)
          }
          const days = (count: number) => {
            for (let day = 0; day < count; day++, real += DAY) live()
          }
          days(n)
          for (const [years, steady] of all) {
            wrong = years * YEAR
            days(steady)
          }
          // Each change of the clock may let one more come early.
          const elapsed = (real - START) / DAY
          expect(shown).toBeLessThanOrEqual(1 + elapsed / 14 + all.length)
          wrong = 0
          shown = 0
          days(60)
          expect(shown).toBeGreaterThan(0)
        }),
        { numRuns: RUNS / 10 },
      )
    },
    TIMEOUT,
  )
})
