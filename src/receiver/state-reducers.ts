/** What each type of event changes in a user's state. */
import type { EventData, EventType, GainloopEvent } from '../delivery/event'
import { doneOf } from '../lesson/progress'
import {
  type AskRecord,
  type Commitment,
  type LessonRecord,
  type Moment,
  momentKey,
  type Rating,
  type User,
} from '../moment/book'
import { withFigures } from '../moment/period-figures'

/** The state while events are applied: each list by the key of its records. */
export interface StateDraft {
  moments: Map<string, Moment>
  ratings: Map<string, Rating>
  lessons: Map<string, LessonRecord>
  commitments: Map<string, Commitment>
  asks: Map<string, AskRecord>
  muted: Map<string, number>
  preference?: NonNullable<User['preference']>
  seed?: string
  /** The ids of commitments that may not have been reviewed yet, by lesson and text, so that a review finds its own at once. */
  unreviewed: Map<string, string[]>
}

export const emptyDraft = (): StateDraft => ({
  moments: new Map(),
  ratings: new Map(),
  lessons: new Map(),
  commitments: new Map(),
  asks: new Map(),
  muted: new Map(),
  unreviewed: new Map(),
})

/** How many times of showing are kept for a lesson, as in the book. */
const SHOWN_KEPT = 10
/** How many times of showing and of snoozing are kept for an ask. No browser shows one as often. */
const DISPLAYS_KEPT = 100
/** How many figures one moment has at most. */
const METRICS_KEPT = 200

type Reducer<T extends EventType> = (draft: StateDraft, data: EventData<T>, at: number, event: GainloopEvent) => void
type Figures = NonNullable<Moment['metrics']>
interface MomentData {
  action: string
  moment: string
}

/** The defined members of an object: a member that an event leaves out does not change the record. */
function defined<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never
}

/** The moment so far. One that is only mentioned by another event has `updated: 0`, so that any device's own record of it wins. */
const momentOf = (draft: StateDraft, { action, moment }: MomentData, at: number): Moment =>
  draft.moments.get(momentKey(action, moment)) ?? { id: moment, action, at, updated: 0 }

/** The figures of a moment, with those of a new event. Once there are too many names, only those that are there get new figures. */
function joinMetrics(before: Figures = {}, added: Figures): Figures {
  const room = METRICS_KEPT - Object.keys(before).length
  const isNew = (name: string) => !Object.hasOwn(before, name)
  const fresh = new Set(Object.keys(added).filter(isNew).slice(0, room))
  const kept = Object.entries(added).filter(([name]) => !isNew(name) || fresh.has(name))
  return kept.length ? { ...before, ...Object.fromEntries(kept) } : before
}

function setMoment(draft: StateDraft, moment: Moment): void {
  draft.moments.set(momentKey(moment.action, moment.id), moment)
}

interface PeriodData extends MomentData {
  period?: { from: string; to: string } | undefined
}

/** The moment of the period that an event names. Undefined where it names none, or one that ends before it begins. */
function periodMomentOf(draft: StateDraft, { action, period }: PeriodData): Moment | undefined {
  const [from, to] = [Date.parse(period?.from ?? ''), Date.parse(period?.to ?? '')]
  if (!(from < to)) return undefined
  const id = new Date(from).toISOString()
  const known = draft.moments.get(momentKey(action, id))
  return { id, action, updated: 0, ...known, at: from, digest: known?.digest ?? { sum: 0, count: 0, from, to } }
}

/** Notes the period an event tells of, so that the browser counts on from it. */
function notePeriod(draft: StateDraft, data: PeriodData): void {
  const period = periodMomentOf(draft, data)
  if (!period) return
  const key = momentKey(period.action, period.id)
  setMoment(draft, period)
  if (!draft.asks.has(key)) draft.asks.set(key, freshAsk(period, 0))
}

const freshAsk = ({ action, id }: Pick<Moment, 'action' | 'id'>, at: number): AskRecord => ({
  moment: momentKey(action, id),
  action,
  status: 'pending',
  displays: [],
  snoozes: [],
  updated: at,
})

/** `due` stays absent until a snooze sets it: the schedule follows from the playbook, so the browser's own record wins. */
function setAsk(draft: StateDraft, data: PeriodData, at: number, change: (ask: AskRecord) => Partial<AskRecord>) {
  const { action, moment } = data
  const key = momentKey(action, moment)
  const ask = draft.asks.get(key) ?? freshAsk({ action, id: moment }, at)
  draft.asks.set(key, { ...ask, ...change(ask), updated: at })
  const period = periodMomentOf(draft, data)
  setMoment(draft, period?.id === moment ? period : momentOf(draft, data, at))
}

const settle =
  (status: AskRecord['status'], at: number) =>
  (ask: AskRecord): Partial<AskRecord> =>
    // An answer stands, even if the same ask expires or is dismissed on another device afterwards.
    ask.status === 'answered' ? {} : { status, settled: at }

function setLesson(
  draft: StateDraft,
  lesson: string,
  at: number,
  change: (record: LessonRecord) => Partial<LessonRecord>,
) {
  const record = draft.lessons.get(lesson) ?? { lesson, shown: [], updated: at }
  draft.lessons.set(lesson, { ...record, ...change(record), updated: at })
}

/** Notes the lesson with the rating it is for. */
function noteLesson(draft: StateDraft, { rating: id, lesson }: EventData<'gainloop.lesson.shown'>, at: number): void {
  const rating = id === undefined ? undefined : draft.ratings.get(id)
  if (rating) draft.ratings.set(rating.id, { ...rating, lesson, updated: at })
}

const commitmentKey = ({ lesson, text }: { lesson: string; text: string }): string => `${lesson}\n${text}`

/** The latest commitment of this lesson and text that was not reviewed. Those that were are forgotten, so that none is looked at twice. */
function lastUnreviewed(draft: StateDraft, data: { lesson: string; text: string }): Commitment | undefined {
  const ids = draft.unreviewed.get(commitmentKey(data)) ?? []
  for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
    const commitment = draft.commitments.get(id)
    if (
      commitment &&
      !commitment.reviewed &&
      !commitment.withdrawn &&
      commitmentKey(commitment) === commitmentKey(data)
    )
      return commitment
  }
  return undefined
}

/** The commitment that an event is about: by its id, where the event names it. */
const commitmentOf = (draft: StateDraft, data: { lesson: string; text: string }): Commitment | undefined =>
  'commitment' in data && typeof data.commitment === 'string'
    ? draft.commitments.get(data.commitment)
    : lastUnreviewed(draft, data)

const reducers: { [T in EventType]?: Reducer<T> } = {
  'gainloop.user.identified'(draft, { anonymous }) {
    // The smallest one, as when two books are merged, so that all devices agree.
    if (draft.seed === undefined || anonymous < draft.seed) draft.seed = anonymous
  },
  'gainloop.action.completed'(draft, data, at) {
    const { label, properties, metrics } = data
    const before = momentOf(draft, data, at)
    setMoment(draft, {
      ...before,
      at: Date.parse(data.at),
      // As in the book: what is told again adds to what was told before.
      ...(label !== undefined && { label }),
      ...(properties && { properties: { ...before.properties, ...properties } }),
      ...(metrics && { metrics: joinMetrics(before.metrics, metrics) }),
      updated: at,
    })
    notePeriod(draft, data)
  },
  'gainloop.action.cancelled'(draft, data, at) {
    const before = momentOf(draft, data, at)
    setMoment(draft, { ...before, cancelled: at, updated: Math.max(at, before.updated) })
    const key = momentKey(data.action, data.moment)
    const ask = draft.asks.get(key)
    if (ask?.status === 'pending') draft.asks.set(key, { ...ask, status: 'withdrawn', settled: at, updated: at })
  },
  'gainloop.result.measured'(draft, data, at) {
    const known = draft.moments.get(momentKey(data.action, data.moment))
    // Of a track, the figures are the track's. Of anything else that names a period, the period's.
    const period = known && !known.digest ? undefined : periodMomentOf(draft, data)
    if (period?.digest) {
      const room = joinMetrics(period.metrics, data.metrics)
      const kept = Object.fromEntries(Object.entries(data.metrics).filter(([name]) => Object.hasOwn(room, name)))
      setMoment(draft, { ...period, metrics: room, digest: withFigures(period.digest, kept, at), updated: at })
      // The browser names a period by its start. The vendor's server may name one of its calendar.
      if (data.moment === period.id) notePeriod(draft, data)
      return
    }
    const before = momentOf(draft, data, at)
    setMoment(draft, { ...before, metrics: joinMetrics(before.metrics, data.metrics), updated: at })
  },
  'gainloop.goal.stated'(draft, data, at) {
    const { goalText: _, ...before } = momentOf(draft, data, at)
    setMoment(draft, { ...before, goal: data.goal, ...defined({ goalText: data.text }), updated: at })
  },
  'gainloop.ask.shown'(draft, data, at) {
    setAsk(draft, data, at, (ask) => ({
      displays: [...ask.displays, at].slice(-DISPLAYS_KEPT),
      ...(data.until && { expires: Date.parse(data.until) }),
    }))
  },
  'gainloop.ask.snoozed'(draft, data, at) {
    setAsk(draft, data, at, (ask) => ({
      ...(data.early
        ? { early: [...(ask.early ?? []), at].slice(-DISPLAYS_KEPT) }
        : { snoozes: [...ask.snoozes, at].slice(-DISPLAYS_KEPT) }),
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
      ...defined({ measuredBand, goal }),
    })
    setAsk(draft, data, at, () => ({ status: 'answered', settled: at }))
  },
  'gainloop.rating.explained'(draft, { rating, obstacles, strengths, comment }, at) {
    const before = draft.ratings.get(rating)
    if (before) draft.ratings.set(rating, { ...before, ...defined({ obstacles, strengths, comment }), updated: at })
  },
  'gainloop.preference.stated'(draft, { kind }, at) {
    draft.preference = { kind, at }
  },
  'gainloop.lesson.shown'(draft, data, at) {
    setLesson(draft, data.lesson, at, (record) => ({
      shown: [...record.shown, at].slice(-SHOWN_KEPT),
      done: doneOf(record),
    }))
    noteLesson(draft, data, at)
  },
  'gainloop.lesson.withheld'(draft, data, at) {
    // As in the book: as if it had been shown and finished.
    setLesson(draft, data.lesson, at, (record) => ({
      shown: [...record.shown, at].slice(-SHOWN_KEPT),
      withheld: [...(record.withheld ?? []), at].slice(-SHOWN_KEPT),
      completed: at,
    }))
    noteLesson(draft, data, at)
  },
  'gainloop.lesson.opened': (draft, data, at) => setLesson(draft, data.lesson, at, () => ({ opened: at })),
  'gainloop.lesson.progressed': (draft, data, at) =>
    setLesson(draft, data.lesson, at, () => defined({ done: data.done })),
  'gainloop.lesson.completed': (draft, data, at) => setLesson(draft, data.lesson, at, () => ({ completed: at })),
  'gainloop.lesson.judged': (draft, data, at) =>
    setLesson(draft, data.lesson, at, () => ({
      ...defined({ useful: data.useful }),
      ...(data.declined && { declined: at }),
    })),
  'gainloop.lesson.requested': (draft, data, at) => setLesson(draft, data.lesson, at, () => ({ requested: at })),
  'gainloop.commitment.made'(draft, data, at, event) {
    const id = 'commitment' in data && typeof data.commitment === 'string' ? data.commitment : event.id
    const { lesson, action = '', text, own } = data
    draft.commitments.set(id, { id, lesson, action, text, at, updated: at, ...defined({ own }) })
    const alike = commitmentKey(data)
    const ids = draft.unreviewed.get(alike)
    if (ids) ids.push(id)
    else draft.unreviewed.set(alike, [id])
  },
  'gainloop.commitment.reviewed'(draft, data, at) {
    const reviewed = commitmentOf(draft, data)
    if (reviewed) {
      draft.commitments.set(reviewed.id, { ...reviewed, reviewed: at, ...defined({ did: data.did }), updated: at })
    }
  },
  'gainloop.commitment.withdrawn'(draft, data, at) {
    const withdrawn = commitmentOf(draft, data)
    if (withdrawn) draft.commitments.set(withdrawn.id, { ...withdrawn, withdrawn: at, updated: at })
  },
}

/** The event types that change a state. */
export const STATE_TYPES = Object.keys(reducers) as EventType[]

/** Applies one event. Call it in the order in which the events happened. */
export function applyToState(draft: StateDraft, event: GainloopEvent): void {
  const reducer = reducers[event.type] as Reducer<EventType> | undefined
  reducer?.(draft, event.data, Date.parse(event.time), event)
}
