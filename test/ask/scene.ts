/** What the tests of moments and asks share: one playbook with every trigger, and times that read as days. */
import { askShown } from '../../src/ask/asks'
import { decide } from '../../src/ask/decide'
import type { Facts } from '../../src/ask/circumstances'
import { type Book, emptyBook, momentKey } from '../../src/moment/book'
import { type TrackedMoment, track } from '../../src/moment/track'
import { compilePlaybook } from '../../src/playbook/compile'
import type { CompiledPlaybook } from '../../src/playbook/compiled'
import type { Ask, Limits, Playbook } from '../../src/playbook/schema'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** 1 March 2026, noon, UTC: day 0 of every test. */
export const START = Date.UTC(2026, 2, 1, 12)

/** `day(3)` is three days after the start. */
export const day = (days: number): number => START + days * DAY

const ask = (more: Partial<Ask> = {}): { ask: Ask } => ({ ask: { question: 'Did it work?', ...more } })

export const playbook = (limits: Limits = {}, asks: Record<string, Partial<Ask>> = {}): CompiledPlaybook => {
  const actions: Playbook['actions'] = {
    sent: ask(),
    other: ask({ when: { after: '1d' } }),
    now: ask({ when: { after: '0s' } }),
    measured: ask({ when: { on: 'result' } }),
    judged: {
      ...ask({ when: { after: '2d' }, judge: 'metrics', expires: '4d' }),
      metrics: {
        rate: { label: 'Rate', unit: 'percent', better: 'higher', reached: { $gte: 0.5 }, missed: { $lt: 0.1 } },
        cost: { label: 'Cost', unit: 'number', better: 'lower', missed: { $gt: 100 } },
      },
    },
    watch: ask({ when: { every: '5w' }, expires: '10d' }),
    captured: ask({ when: { digest: { every: '1w', sum: 'contacts', atLeast: 5 } }, expires: '6d' }),
  }
  for (const [name, more] of Object.entries(asks)) actions[name] = ask({ ...actions[name]?.ask, ...more })
  return compilePlaybook({ version: 1, id: 'scene', limits, actions, lessons: [] })
}

/** No limit but those a test sets. */
export const FREE: Limits = {
  cooldown: '0s',
  sameAction: { answered: '0s', dismissed: '0s' },
  perSession: 1000,
  per30Days: 1000,
  perYear: 1000,
  displays: 1000,
  giveUp: { dismissals: 1000, for: '180d' },
  goal: { every: '0s', skips: 1000 },
}

export const fresh = (): Book => emptyBook('anon-1', START)

export const tracked = (
  book: Book,
  plan: CompiledPlaybook,
  action: string,
  id: string,
  at: number,
  more: Partial<TrackedMoment> = {},
) => track(book, plan, { action, id, ...more }, at)

/** What is asked: the moment's id; else the reasons' codes, each once. */
export const verdict = (book: Book, plan: CompiledPlaybook, now: number, facts: Facts = {}): string => {
  const decision = decide({ playbook: plan, book, facts, now })
  return 'ask' in decision
    ? `asks ${decision.ask.moment.id}`
    : [...new Set(decision.reasons.map(({ code }) => code))].join(' ')
}

/** A book in which the ask about `id` was shown at `at`. */
export const shown = (book: Book, action: string, id: string, at: number): Book =>
  askShown(book, momentKey(action, id), at)
