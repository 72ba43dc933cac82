/** What a step of the card writes: changes of the book, and the events that tell of them. */
import { askAnswered, askDismissed, askSnoozed } from '../ask/asks'
import type { Effect, FlowState } from '../ask/flow'
import { type LessonDeed, learned } from '../lesson/progress'
import { type Book, momentKey } from '../moment/book'
import { update } from '../moment/records'
import type { Playbook } from '../playbook/schema'
import { baselineOf } from '../rating/gain'
import type { Draft, Step } from './keeper'

interface About {
  moment?: string
  action?: string
}

/** The book with one effect written down, as it is told: with the moment and its action, where the card has one. */
const write = (
  book: Book,
  { type, data }: Effect & { data: About },
  key: string,
  playbook: Playbook,
  now: number,
): Book => {
  switch (type) {
    case 'goal.stated':
      return update(book, 'moments', key, { goal: data.goal, goalText: data.text }, now)
    case 'ask.snoozed':
      return askSnoozed(book, playbook, key, now)
    case 'ask.dismissed':
      return askDismissed(book, key, !!data.muted, now)
    case 'rating.given':
    case 'rating.explained': {
      const { rating: id, ...said } = data
      const fresh = type === 'rating.given' ? { id, at: now } : undefined
      return askAnswered(update(book, 'ratings', id, said, now, fresh), key, now)
    }
    case 'commitment.made': {
      const { commitment: id, lesson, text, action = '' } = data
      return update(book, 'commitments', id, {}, now, { id, lesson, text, action, at: now })
    }
    case 'commitment.reviewed':
      return update(book, 'commitments', data.commitment, { did: data.did, reviewed: now }, now)
    default:
      return learned(book, type.slice(7) as LessonDeed, data, now)
  }
}

/** All effects of one step, in order. `state` is the card's after the step. */
export const carryOut = (
  playbook: Playbook,
  before: Book,
  { moment: { id, action } }: FlowState,
  effects: Effect[],
  now: number,
): Step<Book> => {
  const key = momentKey(action, id)
  let book = before
  const events = effects.map(({ type, data }) => {
    const told = { ...(id && { moment: id, action }), ...data }
    // The start is what came before this rating.
    const baseline = type === 'rating.given' ? baselineOf(book, action) : undefined
    book = write(book, { type, data: told } as Effect & { data: About }, key, playbook, now)
    const { status, due } = book.asks[key] ?? {}
    const ask = type.startsWith('ask') ? key : undefined
    const until = ask && due && status === 'pending' ? new Date(due).toISOString() : undefined
    return { type: `gainloop.${type}`, data: { ...told, ask, until, baseline } } as unknown as Draft
  })
  return { book, events, value: book }
}
