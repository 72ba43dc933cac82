/** What a step of the card writes: changes of the book, and the events that tell of them. */
import { askAnswered, askDismissed, askSnoozed } from '../ask/asks'
import type { FlowEffect, FlowState } from '../ask/flow'
import { type LessonDetails, recordLesson } from '../lesson/progress'
import { type Book, momentKey, type Rating } from '../moment/book'
import { update } from '../moment/records'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Baseline } from '../rating/gain'
import type { Draft, Step } from './keeper'

/** An event's data while it is written down; each stage adds what the card does not know. */
interface Told extends Partial<LessonDetails> {
  moment?: string
  action?: string
  goal?: string
  text?: string
  muted?: boolean
  ask?: string
  until?: string
  commitment?: string
  did?: 'yes' | 'partly' | 'no'
  band?: Rating['band']
  baseline?: Baseline | undefined
}

type BaselineOf = (book: Book, action: string) => Baseline | undefined
type Write = (
  book: Book,
  deed: string,
  told: Told,
  now: number,
  key: string,
  playbook: CompiledPlaybook,
  baselineOf?: BaselineOf,
) => Book

/** By the event type's first word; `deed` is its second, `key` the moment's. */
const stages = {
  goal: (book, _, { goal, text }, now, key) => update(book, 'moments', key, { goal, goalText: text }, now),
  ask(before, deed, told, now, key, playbook) {
    const snoozed = deed === 'snoozed'
    const book = snoozed ? askSnoozed(before, playbook, key, now) : askDismissed(before, key, !!told.muted, now)
    const { status, due } = book.asks[key] ?? {}
    told.ask = key
    if (due && status === 'pending') told.until = new Date(due).toISOString()
    return book
  },
  rating(book, deed, told, now, key, _, baselineOf) {
    const { rating: id = '', ...said } = told
    const given = deed === 'given'
    // The start is what came before this rating.
    if (given) told.baseline = baselineOf?.(book, told.action as string)
    return askAnswered(update(book, 'ratings', id, said, now, given ? { id, at: now } : undefined), key, now)
  },
  // What was planned is told again when it is reviewed: enough for one that is not in the book any more.
  commitment: (book, _, { commitment: id = '', lesson, text, action = '', did }, now) =>
    update(book, 'commitments', id, { did, reviewed: did && now }, now, { id, lesson, text, action, at: now }),
  lesson: recordLesson as Write,
} satisfies Record<string, Write>

/** All effects of one step, in order. `state` is the card's after the step. */
export const carryOut = (
  playbook: CompiledPlaybook,
  before: Book,
  { moment: { id, action } }: FlowState,
  effects: FlowEffect[],
  now: number,
  /** Absent where there is nothing to have begun from. */
  baselineOf?: BaselineOf,
): Step<Book> => {
  let book = before
  const events = effects.map(({ type, data }) => {
    const [stage, deed] = type.split('.') as [keyof typeof stages, string]
    const told: Told = { ...(id && { moment: id, action }), ...(data as Told) }
    book = stages[stage](book, deed, told, now, momentKey(action, id), playbook, baselineOf)
    // Put off once too often, it is over.
    const happened = type === 'ask.snoozed' && !told.until ? 'ask.expired' : type
    return { type: `gainloop.${happened}`, data: told } as unknown as Draft
  })
  return { book, events, value: book }
}
