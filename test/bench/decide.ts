/** How long `decide` takes on 200 actions, 1,000 lessons and 500 moments remembered. */
import { askAnswered, askShown } from '../../src/ask/asks'
import { decide } from '../../src/ask/decide'
import { type Book, emptyBook } from '../../src/moment/book'
import { track } from '../../src/moment/track'
import { compilePlaybook } from '../../src/playbook/compile'
import type { CompiledPlaybook } from '../../src/playbook/compiled'
import type { Limits } from '../../src/playbook/schema'
import { type Figure, fastest } from './support/figure'
import { largePlaybook } from './support/large'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const SIZE = 5

/** 500 moments a day apart in fours; `settled` of them over: one in fifteen shown and answered, the others expired. */
function bookOf(plan: CompiledPlaybook, settled: number): Book {
  let book = emptyBook('u', START)
  for (let n = 0; n < 500; n++) {
    const at = START + n * (DAY / 40)
    const action = `action.${(n * 7) % 200}`
    book = track(book, plan, { action, id: `m${n}`, label: `Moment ${n}`, properties: { size: SIZE } }, at)
    const key = `${action} m${n}`
    if (n < settled && n % 15 === 0) book = askShown(book, key, at)
    if (n < settled && n % 15 === 0) book = askAnswered(book, key, at)
  }
  for (const [key, ask] of Object.entries(book.asks).slice(0, settled))
    if (ask.status === 'pending') book.asks[key] = { ...ask, status: 'expired', settled: START }
  return structuredClone(book)
}

const compiledPlaybook = (lessons: number, limits?: Limits): CompiledPlaybook =>
  compilePlaybook(largePlaybook(lessons, limits))

const free: Limits = { cooldown: '0s', sameAction: { answered: '0s', dismissed: '0s' }, per30Days: 999, perYear: 999 }

interface Case {
  what: string
  plan: CompiledPlaybook
  settled: number
  days: number
  asks: boolean
}

const cases: Case[] = [
  { what: '480 settled, 20 due, one is shown', plan: compiledPlaybook(1000, free), settled: 480, days: 16, asks: true },
  {
    what: '480 settled, 20 due, the cooldown holds',
    plan: compiledPlaybook(1000),
    settled: 480,
    days: 16,
    asks: false,
  },
  { what: 'all 500 pending, none due', plan: compiledPlaybook(1000), settled: 0, days: 2, asks: false },
  { what: 'all 500 due, one is shown', plan: compiledPlaybook(1000, free), settled: 0, days: 15.6, asks: true },
  {
    what: 'all 500 due, limits hold',
    plan: compiledPlaybook(1000, { quiet: '100d' }),
    settled: 0,
    days: 15.6,
    asks: false,
  },
]

/** @throws Error when the case is not what its name says: its time would mean nothing */
function microseconds({ what, plan, settled, days, asks }: Case): number {
  const about = { playbook: plan, book: bookOf(plan, settled), facts: {}, now: START + days * DAY }
  if ('ask' in decide(about) !== asks) throw new Error(`decide, ${what}: expected ${asks ? 'an ask' : 'none'}`)
  return fastest(() => decide(about), 100) * 1_000
}

export function figures(): Figure[] {
  const all = cases.map((one) => ({ what: `decide: ${one.what}`, value: microseconds(one), unit: 'µs', limit: 50 }))
  const [first] = cases as [Case]
  const without = microseconds({ ...first, plan: compiledPlaybook(0, free) })
  const growth = microseconds(first) / without
  return [...all, { what: 'decide: 1,000 lessons against none', value: growth, unit: '×', limit: 1.2 }]
}
