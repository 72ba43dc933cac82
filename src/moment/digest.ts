/** The moments of `every` and `digest`: one for each period of a user. */
import type { CompiledPlaybook } from '../playbook/compiled'
import { type Book, type Moment, momentKey, type Period } from './book'

export type PeriodMoment = Moment & { digest: Period }

export const isPeriodMoment = (moment: Moment | undefined): moment is PeriodMoment => moment?.digest !== undefined

/** How long a period of this action is, in ms. Undefined for an action without periods. */
export const periodLength = ({ actions }: CompiledPlaybook, action: string): number | undefined => {
  const trigger = actions[action]?.ask.trigger
  return trigger && 'period' in trigger ? trigger.period : undefined
}

/**
 * From where the periods of an action are counted: from its earliest one that has an ask, else from when the user was first
 * seen. Another device counts on from there, though it saw the user later. A period that the vendor's server named has no ask.
 */
export function startOf({ moments, asks, user }: Book, action: string): number {
  let start = Infinity
  for (const [key, moment] of Object.entries(moments))
    if (moment.action === action && moment.digest && asks[key]) start = Math.min(start, moment.digest.from)
  return Number.isFinite(start) ? start : user.since
}

/**
 * The moment for the period that contains `time`: the one in the book, or a new one. Its id is the period's start in ISO 8601.
 * @param length of a period, in milliseconds
 */
export function periodMoment(book: Book, action: string, length: number, time: number, now: number): PeriodMoment {
  const start = startOf(book, action)
  const from = start + Math.floor((time - start) / length) * length
  const id = new Date(from).toISOString()
  const known = book.moments[momentKey(action, id)]
  if (isPeriodMoment(known)) return known
  return { id, action, at: from, digest: { sum: 0, count: 0, from, to: from + length }, updated: now }
}

const isTime = (time: unknown): boolean => typeof time === 'number' && !Number.isNaN(+new Date(time))

/** A period as events carry it. Nothing for a moment that was tracked, or a period that another program has damaged. */
export const periodOf = (moment: Pick<Moment, 'digest'> | undefined): { period?: { from: string; to: string } } => {
  const { from, to } = moment?.digest ?? {}
  if (!isTime(from) || !isTime(to)) return {}
  return { period: { from: new Date(from as number).toISOString(), to: new Date(to as number).toISOString() } }
}
