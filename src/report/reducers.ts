/** What each type of event adds to the activity of its user. Events may come in any order. */
import type { EventData, EventType } from '../delivery/event'
import type { StoredEvent } from '../receiver/store'
import { compositeKey, type LessonActivity, type MomentActivity, type Period, type UserActivity } from './activity'
import { attribute, eventTimeOf, WEIGHT } from './attribution'
import { isReadable } from './readable'
import type { LessonKind } from './shape'
import { type EventTime, first, last, type Timestamped } from './timestamped'

/** An event together with the part of its data that a reducer reads. */
interface Incoming<Data> extends EventTime {
  data: Data
  stored: StoredEvent
}

const timestamped = <T>({ at, id }: EventTime, value: T): Timestamped<T> => ({ at, id, value })

interface MomentData {
  action: string
  moment: string
}

function momentOf({ moments }: UserActivity, { data, stored }: Incoming<MomentData>, weight: number): MomentActivity {
  const { action, moment } = data
  const key = compositeKey(action, moment)
  const known = moments.get(key)
  const attribution = attribute(known?.attribution, stored, weight)
  const activity = known ?? { action, moment, attribution, tracked: false, obstacles: new Map() }
  activity.attribution = attribution
  moments.set(key, activity)
  return activity
}

interface PeriodData extends MomentData {
  period?: { from: string; to: string } | undefined
}

/** The period an event tells of. One that ends before it begins is none. */
function periodIn({ period }: Pick<PeriodData, 'period'>): Period | undefined {
  if (!period) return undefined
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)]
  return from < to ? { from, to } : undefined
}

/** The moment stands for a period if one of its own events says so. */
function notePeriod(user: UserActivity, incoming: Incoming<PeriodData>): void {
  const period = periodIn(incoming.data)
  if (!period) return
  const activity = momentOf(user, incoming, WEIGHT.other)
  activity.period = last(activity.period, timestamped(incoming, period))
}

interface LessonData extends Partial<Record<keyof MomentData, string | undefined>> {
  lesson: string
  choice?: number | undefined
  kind?: LessonKind
}

function lessonOf({ lessons }: UserActivity, incoming: Incoming<LessonData>): LessonActivity {
  const { lesson, action, moment, kind } = incoming.data
  const key = compositeKey(lesson, action, moment)
  const known = lessons.get(key)
  const attribution = attribute(known?.attribution, incoming.stored, WEIGHT.other)
  const activity: LessonActivity = known ?? {
    lesson,
    action,
    moment,
    attribution,
    steps: new Set(),
    plans: new Set(),
    withdrawn: new Set(),
  }
  activity.attribution = attribution
  if (kind) activity.kind = last(activity.kind, timestamped(incoming, kind))
  lessons.set(key, activity)
  return activity
}

type Reducer<Data> = (user: UserActivity, incoming: Incoming<Data>) => void

const lessonAssigned =
  (arm: 'shown' | 'withheld'): Reducer<LessonData> =>
  (user, incoming) => {
    const activity = lessonOf(user, incoming)
    const { choice } = incoming.data
    if (choice === 1 || arm === 'withheld') activity.chosen = first(activity.chosen, timestamped(incoming, arm))
    else if (choice === undefined) activity.shown = first(activity.shown, timestamped(incoming, arm))
    if (arm === 'shown') activity.steps.add('shown')
  }

const lessonStep =
  (step: 'opened' | 'completed'): Reducer<LessonData> =>
  (user, incoming) => {
    lessonOf(user, incoming).steps.add(step)
  }

const planIn =
  (list: 'plans' | 'withdrawn'): Reducer<LessonData & { text: string }> =>
  (user, incoming) => {
    const { data } = incoming
    const named = 'commitment' in data && typeof data.commitment === 'string'
    lessonOf(user, incoming)[list].add(named ? (data.commitment as string) : data.text)
  }

const reducers = {
  'gainloop.action.completed'(user, incoming) {
    const activity = momentOf(user, incoming, WEIGHT.completed)
    activity.tracked = true
    const { attribution } = activity
    attribution.completed = Math.min(attribution.completed ?? Infinity, Date.parse(incoming.data.at))
    const partOf = periodIn(incoming.data)
    if (partOf) activity.partOf = last(activity.partOf, timestamped(incoming, partOf))
  },
  'gainloop.action.cancelled'(user, incoming) {
    momentOf(user, incoming, WEIGHT.other).cancelled = true
  },
  'gainloop.ask.shown'(user, incoming) {
    const activity = momentOf(user, incoming, WEIGHT.asked)
    activity.asked = Math.min(activity.asked ?? Infinity, incoming.at)
    notePeriod(user, incoming)
  },
  'gainloop.ask.snoozed': notePeriod,
  'gainloop.ask.dismissed': notePeriod,
  'gainloop.ask.expired': notePeriod,
  'gainloop.result.measured': notePeriod,
  'gainloop.rating.given'(user, incoming) {
    const activity = momentOf(user, incoming, WEIGHT.rated)
    const { rating: id, band } = incoming.data
    activity.rated = Math.min(activity.rated ?? Infinity, incoming.at)
    // With `judge: "metrics"` this band is the measured one: the card derived the rating from the figures.
    activity.rating = last(activity.rating, timestamped(incoming, { id, band }))
  },
  'gainloop.rating.explained'(user, incoming) {
    const activity = momentOf(user, incoming, WEIGHT.other)
    const { rating, obstacles } = incoming.data
    if (obstacles)
      activity.obstacles.set(rating, last(activity.obstacles.get(rating), timestamped(incoming, obstacles)))
  },
  'gainloop.lesson.shown': lessonAssigned('shown'),
  'gainloop.lesson.withheld': lessonAssigned('withheld'),
  'gainloop.lesson.opened': lessonStep('opened'),
  'gainloop.lesson.completed': lessonStep('completed'),
  'gainloop.lesson.judged'(user, incoming) {
    const activity = lessonOf(user, incoming)
    const { useful } = incoming.data
    // An endpoint of the vendor's own may tell a "Not for me" alone.
    if (useful !== undefined) activity.useful = last(activity.useful, timestamped(incoming, useful))
  },
  'gainloop.commitment.made': planIn('plans'),
  'gainloop.commitment.withdrawn': planIn('withdrawn'),
  'gainloop.commitment.reviewed'(user, incoming) {
    const activity = lessonOf(user, incoming)
    const { did } = incoming.data
    if (did) activity.did = last(activity.did, timestamped(incoming, did))
  },
} satisfies { [T in EventType]?: Reducer<EventData<T>> }

/** The event types a report is computed from. */
export const REPORT_EVENT_TYPES = Object.keys(reducers) as EventType[]

/**
 * Adds one event. Adding the same event twice changes nothing.
 * @returns false if the data are not of the event's type: nothing is added then
 */
export function addEvent(user: UserActivity, stored: StoredEvent): boolean {
  const { type, data } = stored.event
  const reducer = (reducers as Partial<Record<EventType, Reducer<never>>>)[type]
  if (!reducer) return true
  if (!isReadable(type, data)) return false
  reducer(user, { ...eventTimeOf(stored), data, stored } as never)
  return true
}
