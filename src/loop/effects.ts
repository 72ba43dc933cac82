/** What a step of the card writes: changes of the book, and the events that tell of them. */
import { askAnswered, askDismissed, askSnoozed } from '../ask/asks'
import type { Effect, FlowState } from '../ask/flow'
import { type LessonDeed, learned } from '../lesson/progress'
import { type Book, momentKey } from '../moment/book'
import { update } from '../moment/records'
import type { Playbook } from '../playbook/schema'
import { baselineOf } from '../rating/gain'
import type { Draft, Step } from './keeper'

/** The book with one effect written down. `about` names the moment and its action, where the card has one. */
const write = (
  book: Book,
  { type, data }: Effect,
  about: { moment?: string; action?: string },
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
    case 'rating.given': {
      const { rating: id, ...answer } = data
      return askAnswered(update(book, 'ratings', id, { ...about, ...answer }, now, { id, at: now }), key, now)
    }
    case 'rating.explained': {
      const { rating: id, ...reasons } = data
      return update(book, 'ratings', id, reasons, now)
    }
    case 'commitment.made': {
      const { commitment: id, lesson, text } = data
      const { action = '' } = about
      return update(book, 'commitments', id, { lesson, text, action }, now, { id, at: now })
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
  const about = id ? { moment: id, action } : {}
  const key = momentKey(action, id)
  let book = before
  const events = effects.map((effect) => {
    const { type, data } = effect
    // The start is what came before this rating.
    const baseline = type === 'rating.given' ? baselineOf(book, action) : undefined
    book = write(book, effect, about, key, playbook, now)
    const due = book.asks[key]?.due
    const ask = type.startsWith('ask') ? key : undefined
    const until = type === 'ask.snoozed' && due ? new Date(due).toISOString() : undefined
    return { type: `gainloop.${type}`, data: { ...about, ...data, ask, until, baseline } } as unknown as Draft
  })
  return { book, events, value: book }
}
