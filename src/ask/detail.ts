/** What the vendor's engineer wants to know beside a reason: a limit's number, who closed it, what a condition found. */
import { factsFor } from '../lesson/facts'
import { historyOf } from '../lesson/history'
import { actionOf } from '../moment/action-of'
import type { AskRecord } from '../moment/book'
import { triggerOf } from '../moment/schedule'
import { JOINS, matches } from '../playbook/condition'
import { reach } from '../playbook/plain'
import type { Condition } from '../playbook/schema'
import type { Present } from './facts'
import { boundsOf } from './limits'
import type { Reason } from './reason'

export interface Detail extends Reason {
  /** The number in the playbook that it goes by. */
  most?: number | undefined
  /** What was found instead, or what kind of it. */
  found?: string | number | undefined
}

/** A value in the console's width. */
const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'missing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** The parts of a condition that fail: `properties.recipients is 5, and must be {"$gte":20}`. */
const failing = (condition: Condition, facts: unknown): string =>
  Object.entries(condition)
    .filter(([path, test]) => !matches({ [path]: test }, facts))
    .map(([path, test]) =>
      JOINS.test(path)
        ? `${path} of ${short(test)}`
        : `${path} is ${reach(facts, path).map(short).join(' ')}, and must be ${short(test)}`,
    )
    .join('; ')

/** The reason with what the playbook and the book say of it. */
export function detailOf(reason: Reason, record: AskRecord, { playbook, book, facts, now }: Present): Detail {
  const { action, status, snoozes } = record
  const ask = actionOf(playbook, action)?.ask
  const bounds = boundsOf(playbook, action)
  const moment = book.moments[record.moment]
  const more = (): Partial<Detail> => {
    switch (reason.code) {
      case 'dismissed':
        return { found: status === 'dismissed' ? 'closed' : 'ignored', most: bounds.displays }
      case 'expired':
        return snoozes.length > bounds.snoozes ? { found: 'snoozed', most: bounds.snoozes } : {}
      case 'not-due':
        return ask?.judge === 'metrics' ? { found: 'undecided' } : {}
      case 'below-threshold':
        return { found: moment?.digest?.sum, most: ask && triggerOf(ask).atLeast }
      case 'session-cap':
        return { found: facts.session?.asks ?? 0, most: bounds.perSession }
      case 'cap-30-days':
        return { most: bounds.per30Days }
      case 'cap-year':
        return { most: bounds.perYear }
      case 'sampled-out':
        return { most: bounds.sample }
      case 'condition': {
        const known = factsFor({ traits: book.user.traits, ...facts }, moment, historyOf(book, action, now))
        return { found: failing(ask?.if ?? {}, known) }
      }
      default:
        return {}
    }
  }
  return { ...reason, ...more() }
}
