/** Whether the goal is asked for right after the action, and what the user wanted the last time. */
import type { ReasonCode } from '../api'
import { type AskRecord, type Book, type Moment, momentKey, type Period } from '../moment/book'
import { isNear } from '../moment/clock'
import { periodMoment } from '../moment/digest'
import { ofAction, update } from '../moment/records'
import { limitsFor } from '../playbook/compiled'
import type { Circumstances } from './circumstances'
import { endedRefusal } from './eligibility'
import { createLimitCheck } from './limits'

/** Limits that mean the ask will not come, or that the user wants to be left alone. Others may have ended when it is due. */
const isAgainstGoal = (code: ReasonCode): boolean => code === 'sampled-out' || code === 'give-up'

/**
 * Whether `limits.goal` keeps the goal from being asked for. A moment does not count against itself. One that was asked
 * about and left without an answer, as by a page that navigates, is no skip.
 */
const isLimited = (record: AskRecord, { playbook, book, now }: Circumstances): boolean => {
  const { every, skips, for: pause } = limitsFor(playbook, record.action).goal
  const asked = Object.values(book.asks)
    .filter(({ action, moment, goalAsked }) => action === record.action && moment !== record.moment && goalAsked)
    .sort((a, b) => (b.goalAsked ?? 0) - (a.goalAsked ?? 0))
  if (isNear(now, asked[0]?.goalAsked, every)) return true
  const stated = asked.findIndex(({ moment }) => book.moments[moment]?.goal)
  const inARow = (stated < 0 ? asked : asked.slice(0, stated)).filter(({ goalSkipped }) => goalSkipped)
  return inARow.length >= skips && isNear(now, inARow[0]?.goalSkipped, pause)
}

/** For a moment that was just tracked without a goal. */
export const wantsGoal = (record: AskRecord, circumstances: Circumstances): boolean => {
  const { playbook, book } = circumstances
  const moment = book.moments[record.moment]
  if (!playbook.actions[record.action]?.goal || moment?.goal) return false
  if (endedRefusal(record, moment, circumstances)) return false
  if (isLimited(record, circumstances)) return false
  return !createLimitCheck(circumstances)(record).some(({ code }) => isAgainstGoal(code))
}

/** Whether a goal can still guide the period: `every` begins without the user, who may come by only when it is nearly over. */
const isEarly = ({ from, to }: Period, now: number): boolean => now < (from + to) / 2

/**
 * The present period whose goal is to be asked for, by its key: once for each period, at its start. A period of `digest`
 * starts with its first track.
 */
export function periodGoal(circumstances: Circumstances): string | undefined {
  const { playbook, book, now } = circumstances
  for (const [name, { goal, ask }] of Object.entries(playbook.actions)) {
    const { trigger } = ask
    if (!goal || !('period' in trigger)) continue
    const { id, action, digest } = periodMoment(book, name, trigger.period, now, now)
    const record = book.asks[momentKey(action, id)]
    if (!record || record.goalAsked || (trigger.kind === 'every' && !isEarly(digest, now))) continue
    if (wantsGoal(record, circumstances)) return record.moment
  }
  return undefined
}

/** The goal was asked for. */
export const goalAsked = (book: Book, key: string, now: number): Book =>
  update(book, 'asks', key, { goalAsked: now }, 0)

/** The user skipped the goal, or closed the card at it. */
export const goalSkipped = (book: Book, key: string, now: number): Book =>
  update(book, 'asks', key, { goalSkipped: now }, 0)

/** For a moment whose goal is not, and was not, asked for: the last one stated for the action counts again. */
export const carryGoalOver = (book: Book, key: string, now: number): Book => {
  const moment = book.moments[key]
  const last = moment && !moment.goal && !book.asks[key]?.goalAsked && lastGoal(book, moment.action)
  return last ? update(book, 'moments', key, { goal: last.goal, goalText: last.text }, now) : book
}

/** The latest goal stated for an action, for the goal step to start from. Undefined before there is one. */
export const lastGoal = (
  book: Book,
  action: string,
): { goal: Moment['goal']; text: Moment['goalText'] } | undefined => {
  const latest = ofAction(book.moments, action).findLast(({ goal }) => goal)
  return latest && { goal: latest.goal, text: latest.goalText }
}
