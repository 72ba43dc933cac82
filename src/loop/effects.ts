/** What a step of the card writes: changes of the book, and the events that go with them. */
import { goalSkipped } from '../ask/goal'
import { askAnswered, askDismissed, askPostponed } from '../ask/asks'
import type { FlowEffect, FlowState } from '../ask/flow'
import { type LessonDetails, recordLesson } from '../lesson/progress'
import { type Book, type Moment, momentKey, type Rating } from '../moment/book'
import { periodOf } from '../moment/digest'
import { update } from '../moment/records'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { LessonKind } from '../playbook/schema'
import type { Baseline } from '../rating/gain'
import type { Draft, Step } from './keeper'

/** An event's data while it is put together. Each stage adds what the card does not know. */
interface EffectData extends Partial<LessonDetails> {
  moment?: string
  action?: string
  goal?: string
  text?: string
  kind?: LessonKind
  muted?: boolean
  ask?: string
  until?: string
  due?: number | undefined
  early?: boolean
  commitment?: string
  own?: boolean
  did?: 'yes' | 'partly' | 'no'
  band?: Rating['band']
  baseline?: Baseline | undefined
}

export type BaselineOf = (book: Book, action: string) => Baseline | undefined

interface Circumstances {
  playbook: CompiledPlaybook
  /** The moment's key. */
  key: string
  moment: Moment
  now: number
  baselineOf: BaselineOf | undefined
}

/** Changes the book, and completes `data`. `happened` is the second word of the event's type, as in `rating.given`. */
type Write = (book: Book, happened: string, data: EffectData, circumstances: Circumstances) => Book

/** By the first word of the event's type. */
const writes: Record<string, Write> = {
  goal: (book, happened, { goal, text }, { key, now }) =>
    happened === 'skipped' ? goalSkipped(book, key, now) : update(book, 'moments', key, { goal, goalText: text }, now),

  ask(before, happened, data, { playbook, key, moment, now }) {
    const book =
      happened === 'snoozed'
        ? askPostponed(before, playbook, key, data, now)
        : askDismissed(before, key, !!data.muted, now)
    const { status, due } = book.asks[key] ?? {}
    data.ask = key
    // `until` says it.
    delete data.due
    Object.assign(data, periodOf(moment))
    if (due && status === 'pending') data.until = new Date(due).toISOString()
    return book
  },

  rating(book, happened, data, { key, now, baselineOf }) {
    const { rating: id = '', ...answer } = data
    const given = happened === 'given'
    // The starting point is what came before this rating.
    if (given) data.baseline = baselineOf?.(book, data.action as string)
    return askAnswered(update(book, 'ratings', id, answer, now, given ? { id, at: now } : undefined), key, now)
  },

  // A review holds what was planned: enough to write down a commitment that this book does not have.
  commitment(book, happened, { commitment: id = '', lesson, text, action = '', did, own }, { now }) {
    const change = happened === 'withdrawn' ? { withdrawn: now } : { did, reviewed: did && now }
    return update(book, 'commitments', id, change, now, { id, lesson, text, action, at: now, ...(own && { own }) })
  },

  preference: (book, _, { kind }, { now }) =>
    kind === undefined ? book : { ...book, user: { ...book.user, preference: { kind, at: now } } },

  lesson: (book, happened, data, { now }) =>
    recordLesson(book, happened as Parameters<typeof recordLesson>[1], data as LessonDetails, now),
}

/**
 * All effects of one step, in order.
 * @param flow the card after the step
 * @param baselineOf undefined where the user has no starting point
 */
export const carryOut = (
  playbook: CompiledPlaybook,
  before: Book,
  { moment }: Pick<FlowState, 'moment'>,
  effects: FlowEffect[],
  now: number,
  baselineOf?: BaselineOf,
): Step<Book> => {
  const { id, action } = moment
  const circumstances = { playbook, key: momentKey(action, id), moment, now, baselineOf }
  let book = before
  const events = effects.flatMap(({ type, data }) => {
    const [stage = '', happened = ''] = type.split('.')
    const complete: EffectData = { ...(id && { moment: id, action }), ...(data as EffectData) }
    book = writes[stage]?.(book, happened, complete, circumstances) ?? book
    if (type === 'goal.skipped') return []
    // An ask that was put off once too often has expired.
    const final = type === 'ask.snoozed' && !complete.until ? 'ask.expired' : type
    return [{ type: `gainloop.${final}`, data: complete } as unknown as Draft]
  })
  return { book, events, value: book }
}
