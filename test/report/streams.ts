/** Random streams of events over so few names and times that everything meets everything. */
import fc from 'fast-check'
import type { GainloopEvent } from '../../src/delivery/event'
import { linkOf, type StoredEvent } from '../../src/receiver/store'
import type { Flat } from './oracle'

const START = Date.parse('2025-03-01T00:00:00Z')

/** Who each anonymous user turns out to be, in this world; the last never says. */
const OWNERS: Record<string, string> = { 'anon-1': 'u_1', 'anon-2': 'u_1', 'anon-3': 'u_2' }
const SUBJECTS = ['u_1', 'u_2', 'u_3', ...Object.keys(OWNERS), 'anon-4']

const time = fc.integer({ min: 0, max: 12 }).map((minutes) => START + minutes * 60_000)
const pick = <T>(...values: T[]) => fc.constantFrom(...values)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 6 })

/** Periods of two minutes, some of which overlap, and one that is none. */
const period = time.chain((from) =>
  pick(2, 3, 0).map((minutes) => ({
    from: new Date(from).toISOString(),
    to: new Date(from + minutes * 60_000).toISOString(),
  })),
)
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })

const moment = { moment: pick('c_1', 'c_2', 'c_3', '2025-02-22T00:00:00.000Z'), action: pick('sent', 'imported') }
const lesson = {
  moment: maybe(moment.moment),
  action: maybe(moment.action),
  lesson: pick('tip', 'call'),
}
const shownLesson = { ...lesson, kind: pick('tips', 'service'), choice: pick(undefined, 1, 2) }
const commitment = { ...lesson, text: pick('Next time …') }

const data: Record<string, Record<string, fc.Arbitrary<unknown>>> = {
  'action.completed': { ...moment, at: time.map((at) => new Date(at).toISOString()), period: sometimes(period) },
  'ask.shown': { ...moment, ask: pick('a'), period: sometimes(period) },
  'ask.dismissed': { ...moment, ask: pick('a'), period: sometimes(period) },
  'action.cancelled': { ...moment, moment: pick('c_3') },
  'result.measured': { ...moment, metrics: fc.constant({ rate: 1 }), period: sometimes(period) },
  'rating.given': {
    ...moment,
    rating: pick('r_1', 'r_2'),
    value: pick(1),
    scale: pick('outcome'),
    score: pick(0),
    band: pick('missed', 'partly', 'reached'),
  },
  'rating.explained': {
    ...moment,
    rating: pick('r_1', 'r_2'),
    obstacles: maybe(fc.array(pick('list', 'time', 'price'), { maxLength: 3 })),
  },
  'lesson.shown': shownLesson,
  'lesson.withheld': shownLesson,
  'lesson.opened': shownLesson,
  'lesson.completed': shownLesson,
  'lesson.judged': { ...shownLesson, useful: maybe(fc.boolean()) },
  'commitment.made': commitment,
  'commitment.reviewed': { ...commitment, did: maybe(pick('yes', 'partly', 'no')) },
}

const always = { language: pick('en', 'de'), segments: fc.subarray(['pro', 'new']) }

type Fields = Record<string, fc.Arbitrary<unknown>>

/** A type's own fields, those that are `sure` in its place: a rating tells of no lesson, whatever lessons do. */
const fieldsOf = (type: string, sure: Fields): Fields => {
  const own: Fields = { ...always, ...data[type] }
  return Object.fromEntries(Object.entries(own).map(([name, value]) => [name, sure[name] ?? value]))
}

const draftsOf = (types: string[], subjects: string[], sure: Fields = {}) =>
  fc.oneof(
    ...types.map((type) =>
      fc.record({
        type: pick(type),
        subject: pick(...subjects),
        at: time,
        source: pick('/gainloop/postcard', '/gainloop/letter'),
        data: fc.record(fieldsOf(type, sure)),
      }),
    ),
  )

const drafts = fc.oneof(
  fc.array(draftsOf(Object.keys(data), SUBJECTS), { maxLength: 80 }),
  // What decides the lift, dense enough that a user meets a lesson, rates, changes the answer and meets it again.
  fc.array(
    draftsOf(['rating.given', 'lesson.shown', 'lesson.withheld'], ['u_1', 'anon-1'], {
      ...moment,
      lesson: pick('tip'),
      segments: pick([]),
      language: pick('en'),
    }),
    { maxLength: 12 },
  ),
)

const stored = (event: object, at: number): StoredEvent => ({
  event: {
    ...{ specversion: '1.0', datacontenttype: 'application/json', time: new Date(at).toISOString() },
    ...event,
  } as unknown as GainloopEvent,
  at,
  received: at,
})

const links = Object.entries(OWNERS).map(([anonymous, subject], index) =>
  stored(
    {
      ...{ id: `link-${index}`, source: '/gainloop/postcard', type: 'gainloop.user.identified', subject },
      data: { anonymous, language: 'en', segments: [] },
    },
    START,
  ),
)

/** Events of at most seven users, and who is who among them; in no order. */
export const streams = drafts
  .map((events) => [
    ...links,
    ...events.map(({ type, at, ...rest }, index) =>
      stored(JSON.parse(JSON.stringify({ id: `e-${1_000 + index}`, type: `gainloop.${type}`, ...rest })), at),
    ),
  ])
  .chain((events) => fc.shuffledSubarray(events, { minLength: events.length }))

export const windows = fc.record(
  { from: time, to: time, action: moment.action, segment: pick('pro', 'new'), language: always.language },
  { requiredKeys: [] },
)

/** The events as the slow report reads them. */
export const flat = (events: readonly StoredEvent[]): Flat[] =>
  events
    .filter((each) => !linkOf(each))
    .map(({ event, at }) => {
      const { at: completedAt, ...rest } = event.data as { at?: string }
      return {
        ...(rest as Omit<Flat, 'id'>),
        id: `${event.id}`,
        type: event.type.replace('gainloop.', ''),
        user: OWNERS[event.subject] ?? event.subject,
        at,
        ...(completedAt !== undefined && { completedAt: Date.parse(completedAt) }),
      }
    })
