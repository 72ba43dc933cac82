/**
 * Users who meet three lessons one after the other, by the card's own rules: what is offered, withheld, shown in place of
 * another, and used up is decided by the code that runs in the browser. Engaged users reach more, and ask for another lesson
 * more often. Whether a user finishes the lesson chosen for them does not depend on that: where it does, those who meet the
 * second lesson are other users than those from whom it is withheld, and its lift is biased (docs/report.md says so).
 */
import { advance, type FlowContext, type FlowEvent, startFlow } from '../../../src/ask/flow'
import { newAsk } from '../../../src/moment/remember'
import { type Book, emptyBook, momentKey } from '../../../src/moment/book'
import { offerLesson } from '../../../src/lesson/offer'
import { carryOut } from '../../../src/loop/effects'
import { compilePlaybook } from '../../../src/playbook/compile'
import type { StoredEvent } from '../../../src/receiver/store'
import { lesson } from '../../lesson/cases'
import { storedEvent } from '../../receiver/events'
import type { Random } from './random'

const USERS = 160
const MOMENTS = 5
const DAY = 86_400_000
const START = Date.parse('2025-01-01T00:00:00Z')
export const LESSONS = ['first', 'second', 'third'] as const

const playbook = compilePlaybook({
  version: 1,
  id: 'postcard',
  experiments: { holdout: 0.4 },
  actions: { send: { ask: { question: 'Did it work?', comment: false } } },
  lessons: LESSONS.map((id) => lesson(id)),
})

interface User {
  subject: string
  /** 0 to 1. */
  engagement: number
}

/** What the user does with the card, after `rate`. */
function deedsOf({ engagement }: User, random: Random): FlowEvent[] {
  const deeds: FlowEvent[] = random.chance(0.6) ? [{ type: 'complete' }] : []
  for (let more = 0; more < 2 && random.chance(engagement); more++) deeds.push({ type: 'another' })
  return [...deeds, { type: 'close' }]
}

function eventsOf(user: User, lift: Partial<Record<string, number>>, random: Random): StoredEvent[] {
  const events: StoredEvent[] = []
  let book: Book = emptyBook(user.subject, START, false)
  /** How much the lesson chosen last raises the chance of the next result. */
  let raised = 0
  for (let turn = 0; turn < MOMENTS; turn++) {
    const completed = START + turn * 30 * DAY
    const moment = { id: `c_${turn}`, action: 'send', at: completed, updated: completed }
    const key = momentKey(moment.action, moment.id)
    book = {
      ...book,
      moments: { ...book.moments, [key]: moment },
      asks: { ...book.asks, [key]: newAsk(moment, completed) },
    }
    events.push(
      storedEvent('action.completed', {
        subject: user.subject,
        at: completed,
        data: { action: 'send', moment: moment.id, at: new Date(completed).toISOString() },
      }),
    )
    const reached = random.chance(0.15 + 0.6 * user.engagement + raised)
    raised = 0
    let now = completed + 3 * DAY
    let flow = startFlow({ playbook, moment, id: 'measured' })
    const context: FlowContext = {
      playbook,
      chooseLesson: (rating, exclude) => offerLesson({ playbook, book, facts: {}, now }, rating, exclude),
      comesBack: () => undefined,
      newId: () => `k_${turn}`,
      plainText: String,
    }
    const answer: FlowEvent = { type: 'rate', id: `r_${turn}`, value: reached ? 'yes' : 'not-yet' }
    for (const event of [answer, ...deedsOf(user, random)]) {
      now += 60_000
      const { state, effects } = advance(flow, event, context)
      const step = carryOut(playbook, book, state, effects, now)
      flow = state
      book = step.book
      for (const { type, data } of step.events ?? []) {
        events.push(storedEvent(type.replace('gainloop.', ''), { subject: user.subject, at: now, data }))
        if (type === 'gainloop.lesson.shown' && data.choice === 1) raised = lift[data.lesson] ?? 0
      }
    }
  }
  return events
}

/** @param lift by how much each lesson raises the chance that the next result is reached. @default 0 */
export const severalLessons = (
  random: Random,
  name: string,
  lift: Partial<Record<string, number>> = {},
): StoredEvent[] =>
  Array.from({ length: USERS }, (_, index) =>
    eventsOf({ subject: `${name}-${index}`, engagement: random.share() }, lift, random),
  ).flat()
