/** What a step of the card writes: changes of the book, and the events that tell of them. */
import { askAnswered, askDismissed, askSnoozed } from '../ask/asks'
import type { Effect, FlowState, LessonDeed } from '../ask/flow'
import type { EventType } from '../delivery/event'
import { committed, reviewed } from '../lesson/commitment'
import {
  lessonCompleted,
  lessonDeclined,
  lessonJudged,
  lessonOpened,
  lessonProgressed,
  lessonRequested,
  lessonShown,
} from '../lesson/progress'
import { type Book, momentKey } from '../moment/book'
import { stateGoal } from '../moment/goal'
import type { Playbook, Text } from '../playbook/schema'
import { baselineOf } from '../rating/gain'
import { explained, rated } from '../rating/ratings'
import type { Draft, Step } from './keeper'

export interface Circumstances {
  playbook: Playbook
  /** A playbook's text as the user reads it. */
  say(text: Text): string
  id(): string
}

type LessonEffect = Extract<Effect, { type: 'lesson' | 'progressed' | 'judged' }>

const deeds: Partial<Record<LessonDeed, (book: Book, lesson: string, now: number) => Book>> = {
  opened: lessonOpened,
  completed: lessonCompleted,
  declined: lessonDeclined,
  requested: lessonRequested,
}

const withLesson = (book: Book, effect: LessonEffect, rating: string | undefined, now: number): Book => {
  const { id } = effect.lesson
  if (effect.type === 'progressed') return lessonProgressed(book, id, effect.done, now)
  if (effect.type === 'judged') return lessonJudged(book, id, effect.useful, now)
  if (effect.what === 'shown') return lessonShown(book, id, now, rating)
  return deeds[effect.what]?.(book, id, now) ?? book
}

const lessonEvent = (effect: LessonEffect, about: { moment?: string; action?: string; rating?: string }): Draft => {
  const data = { ...about, lesson: effect.lesson.id, kind: effect.lesson.kind }
  if (effect.type === 'progressed')
    return { type: 'gainloop.lesson.progressed', data: { ...data, progress: effect.share, done: effect.done } }
  if (effect.type === 'judged') return { type: 'gainloop.lesson.judged', data: { ...data, useful: effect.useful } }
  if (effect.what === 'declined') return { type: 'gainloop.lesson.judged', data: { ...data, declined: true } }
  return { type: `gainloop.lesson.${effect.what}` satisfies EventType, data }
}

/** All effects of one step, in order. `state` is the card's after the step. */
export const carryOut = (
  { playbook, say, id }: Circumstances,
  before: Book,
  state: FlowState,
  effects: Effect[],
  now: number,
): Step<Book> => {
  let book = before
  const events: Draft[] = []
  const { id: moment, action } = state.moment
  const key = momentKey(action, moment)
  const of = moment ? { moment, action } : {}
  const asked = { moment, action, ask: key }
  for (const effect of effects) {
    switch (effect.type) {
      case 'goal': {
        const { goal, text } = effect
        book = stateGoal(book, key, goal, text, now)
        events.push({ type: 'gainloop.goal.stated', data: { moment, action, goal, ...(text && { text }) } })
        break
      }
      case 'reviewed': {
        const stood = book.commitments[effect.commitment]
        const about = { lesson: stood?.lesson ?? '', text: stood?.text ?? '', did: effect.did }
        book = reviewed(book, effect.commitment, effect.did, now)
        if (stood) events.push({ type: 'gainloop.commitment.reviewed', data: { ...of, ...about } })
        break
      }
      case 'rated': {
        const { id: rating, value, scale, score, band, measuredBand, goal } = effect.rating
        const baseline = baselineOf(book, action)
        const optional = { ...(measuredBand && { measuredBand }), ...(goal && { goal }), ...(baseline && { baseline }) }
        book = askAnswered(rated(book, effect.rating), key, now)
        events.push({
          type: 'gainloop.rating.given',
          data: { moment, action, rating, value, scale, score, band, ...optional },
        })
        break
      }
      case 'explained': {
        const { type: _, rating, ...said } = effect
        book = explained(book, rating, said, now)
        events.push({ type: 'gainloop.rating.explained', data: { moment, action, rating, ...said } })
        break
      }
      case 'snoozed': {
        book = askSnoozed(book, playbook, key, now)
        const due = book.asks[key]?.due
        const until = due ? { until: new Date(due).toISOString() } : {}
        events.push({ type: 'gainloop.ask.snoozed', data: { ...asked, ...until } })
        break
      }
      case 'dismissed':
        book = askDismissed(book, key, effect.muted, now)
        events.push({ type: 'gainloop.ask.dismissed', data: asked })
        break
      case 'committed': {
        const lesson = effect.lesson.id
        const text = say(effect.text)
        book = committed(book, { id: id(), lesson, action, text, at: now })
        events.push({ type: 'gainloop.commitment.made', data: { ...of, lesson, text } })
        break
      }
      default: {
        const rating = state.rating && { rating: state.rating.id }
        book = withLesson(book, effect, state.rating?.id, now)
        events.push(lessonEvent(effect, { ...of, ...rating }))
      }
    }
  }
  return { book, events, value: book }
}
