/** What each type of event means for a user's state. */
import type { EventData, EventType, GainloopEvent } from '../delivery/event'
import { doneOf } from '../lesson/progress'
import { type AskRecord, type LessonRecord, type Moment, momentKey } from '../moment/book'
import type { Draft } from './state'

/** At most so many times of showing are kept of a lesson, as in the book. */
const SHOWN = 10

type Fold<T extends EventType> = (draft: Draft, data: EventData<T>, at: number, event: GainloopEvent) => void
type OfMoment = { action: string; moment: string }

/** What is defined of an object: a member left out of an event leaves the record's as it is. */
function given<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never
}

/** The moment so far. One only heard of by the way is as old as can be, so that any other device's record of it wins. */
const momentOf = (draft: Draft, { action, moment }: OfMoment, at: number): Moment =>
  draft.moments.get(momentKey(action, moment)) ?? { id: moment, action, at, updated: 0 }

const setMoment = (draft: Draft, moment: Moment): void =>
  void draft.moments.set(momentKey(moment.action, moment.id), moment)

/** `due` is left out until a snooze sets it: the schedule is the playbook's, and the browser's own record of it wins. */
function setAsk(
  draft: Draft,
  { action, moment }: OfMoment,
  at: number,
  change: (ask: AskRecord) => Partial<AskRecord>,
) {
  const key = momentKey(action, moment)
  const ask = draft.asks.get(key) ?? { moment: key, action, status: 'pending', displays: [], snoozes: [], updated: at }
  draft.asks.set(key, { ...ask, ...change(ask), updated: at })
  setMoment(draft, momentOf(draft, { action, moment }, at))
}

const settle =
  (status: AskRecord['status'], at: number) =>
  (ask: AskRecord): Partial<AskRecord> =>
    // An answer is the last word: a display on another device that ran out afterwards does not take it back.
    ask.status === 'answered' ? {} : { status, settled: at }

function setLesson(draft: Draft, lesson: string, at: number, change: (record: LessonRecord) => Partial<LessonRecord>) {
  const record = draft.lessons.get(lesson) ?? { lesson, shown: [], updated: at }
  draft.lessons.set(lesson, { ...record, ...change(record), updated: at })
}

export const folds: { [T in EventType]?: Fold<T> } = {
  'gainloop.user.identified'(draft, { anonymous }) {
    // The smallest, as a merge of books has it: all devices end with the same.
    if (draft.seed === undefined || anonymous < draft.seed) draft.seed = anonymous
  },
  'gainloop.action.completed'(draft, data, at) {
    const { label, properties, metrics } = data
    const before = momentOf(draft, data, at)
    setMoment(draft, {
      ...before,
      at: Date.parse(data.at),
      ...given({ label, properties }),
      ...(metrics && { metrics: { ...before.metrics, ...metrics } }),
      updated: at,
    })
  },
  'gainloop.result.measured'(draft, data, at) {
    const before = momentOf(draft, data, at)
    setMoment(draft, { ...before, metrics: { ...before.metrics, ...data.metrics }, updated: at })
  },
  'gainloop.goal.stated'(draft, data, at) {
    const { goalText: _, ...before } = momentOf(draft, data, at)
    setMoment(draft, { ...before, goal: data.goal, ...given({ goalText: data.text }), updated: at })
  },
  'gainloop.ask.shown'(draft, data, at) {
    setAsk(draft, data, at, (ask) => ({
      displays: [...ask.displays, at],
      ...(data.until && { expires: Date.parse(data.until) }),
    }))
  },
  'gainloop.ask.snoozed'(draft, data, at) {
    setAsk(draft, data, at, (ask) => ({
      snoozes: [...ask.snoozes, at],
      ...(data.until && { due: Date.parse(data.until) }),
    }))
  },
  'gainloop.ask.dismissed'(draft, data, at) {
    setAsk(draft, data, at, settle('dismissed', at))
    if ('muted' in data && data.muted === true) draft.muted.set(data.action, at)
  },
  'gainloop.ask.expired'(draft, data, at) {
    setAsk(draft, data, at, settle('expired', at))
  },
  'gainloop.rating.given'(draft, data, at) {
    const { action, moment, rating: id, value, scale, score, band, measuredBand, goal } = data
    const before = draft.ratings.get(id)
    draft.ratings.set(id, {
      ...before,
      ...{ id, moment, action, at: before?.at ?? at, value, scale, score, band, updated: at },
      ...given({ measuredBand, goal }),
    })
    setAsk(draft, data, at, () => ({ status: 'answered', settled: at }))
  },
  'gainloop.rating.explained'(draft, { rating, obstacles, strengths, comment }, at) {
    const before = draft.ratings.get(rating)
    if (before) draft.ratings.set(rating, { ...before, ...given({ obstacles, strengths, comment }), updated: at })
  },
  'gainloop.lesson.shown'(draft, data, at) {
    setLesson(draft, data.lesson, at, (record) => ({
      shown: [...record.shown, at].slice(-SHOWN),
      done: doneOf(record),
    }))
    const rating = data.rating === undefined ? undefined : draft.ratings.get(data.rating)
    if (rating) draft.ratings.set(rating.id, { ...rating, lesson: data.lesson, updated: at })
  },
  'gainloop.lesson.opened': (draft, data, at) => setLesson(draft, data.lesson, at, () => ({ opened: at })),
  'gainloop.lesson.progressed': (draft, data, at) =>
    setLesson(draft, data.lesson, at, () => given({ done: data.done })),
  'gainloop.lesson.completed': (draft, data, at) => setLesson(draft, data.lesson, at, () => ({ completed: at })),
  'gainloop.lesson.judged': (draft, data, at) =>
    setLesson(draft, data.lesson, at, () => ({
      ...given({ useful: data.useful }),
      ...(data.declined && { declined: at }),
    })),
  'gainloop.lesson.requested': (draft, data, at) => setLesson(draft, data.lesson, at, () => ({ requested: at })),
  'gainloop.commitment.made'(draft, data, at, event) {
    const id = 'commitment' in data && typeof data.commitment === 'string' ? data.commitment : event.id
    draft.commitments.set(id, { id, lesson: data.lesson, action: data.action ?? '', text: data.text, at, updated: at })
  },
  'gainloop.commitment.reviewed'(draft, data, at) {
    const id = 'commitment' in data && typeof data.commitment === 'string' ? data.commitment : undefined
    const standing = [...draft.commitments.values()].findLast((each) =>
      id === undefined ? each.lesson === data.lesson && each.text === data.text && !each.reviewed : each.id === id,
    )
    if (standing) {
      draft.commitments.set(standing.id, { ...standing, reviewed: at, ...given({ did: data.did }), updated: at })
    }
  },
}
