/** What each type of event says of its user, in whatever order the events come. */
import type { EventData, EventType } from '../delivery/event'
import type { StoredEvent } from '../receiver/store'
import { belong, WEIGHT, whenOf } from './belonging'
import { keyOf, type LessonFacts, type MomentFacts, type UserFacts } from './facts'
import type { LessonKind } from './shape'
import { first, last, type Told, type When } from './told'

/** An event with the part of it that a fold reads. */
interface Telling<Data> extends When {
  data: Data
  stored: StoredEvent
}

const said = <T>({ at, id }: When, value: T): Told<T> => ({ at, id, value })

interface OfMoment {
  action: string
  moment: string
}

function momentOf({ moments }: UserFacts, { data, stored }: Telling<OfMoment>, weight: number): MomentFacts {
  const { action, moment } = data
  const key = keyOf(action, moment)
  const known = moments.get(key)
  const belonging = belong(known?.belonging, stored, weight)
  const facts = known ?? { action, moment, belonging, tracked: false, asked: false, obstacles: new Map() }
  facts.belonging = belonging
  moments.set(key, facts)
  return facts
}

interface OfLesson extends Partial<Record<keyof OfMoment, string | undefined>> {
  lesson: string
  kind?: LessonKind
}

function lessonOf({ lessons }: UserFacts, telling: Telling<OfLesson>): LessonFacts {
  const { lesson, action, moment, kind } = telling.data
  const key = keyOf(lesson, action, moment)
  const known = lessons.get(key)
  const belonging = belong(known?.belonging, telling.stored, WEIGHT.other)
  const facts: LessonFacts = known ?? { lesson, action, moment, belonging, done: new Set() }
  facts.belonging = belonging
  if (kind) facts.kind = last(facts.kind, said(telling, kind))
  lessons.set(key, facts)
  return facts
}

type Fold<Data> = (user: UserFacts, telling: Telling<Data>) => void

const assigned =
  (value: 'shown' | 'withheld'): Fold<OfLesson> =>
  (user, telling) => {
    const facts = lessonOf(user, telling)
    facts.assigned = first(facts.assigned, said(telling, value))
    if (value === 'shown') facts.done.add(value)
  }

const done =
  (deed: 'opened' | 'completed'): Fold<OfLesson> =>
  (user, telling) =>
    void lessonOf(user, telling).done.add(deed)

const folds = {
  'gainloop.action.completed'(user, telling) {
    const facts = momentOf(user, telling, WEIGHT.completed)
    facts.tracked = true
    const { belonging } = facts
    belonging.completed = Math.min(belonging.completed ?? Infinity, Date.parse(telling.data.at))
  },
  'gainloop.ask.shown'(user, telling) {
    momentOf(user, telling, WEIGHT.asked).asked = true
  },
  'gainloop.rating.given'(user, telling) {
    const facts = momentOf(user, telling, WEIGHT.rated)
    const { rating: id, band } = telling.data
    facts.rated = Math.min(facts.rated ?? Infinity, telling.at)
    // With `judge: "metrics"` the band is the measured one already: the card took its answer from the figures.
    facts.rating = last(facts.rating, said(telling, { id, band }))
  },
  'gainloop.rating.explained'(user, telling) {
    const facts = momentOf(user, telling, WEIGHT.other)
    const { rating, obstacles } = telling.data
    if (obstacles) facts.obstacles.set(rating, last(facts.obstacles.get(rating), said(telling, obstacles)))
  },
  'gainloop.lesson.shown': assigned('shown'),
  'gainloop.lesson.withheld': assigned('withheld'),
  'gainloop.lesson.opened': done('opened'),
  'gainloop.lesson.completed': done('completed'),
  'gainloop.lesson.judged'(user, telling) {
    const facts = lessonOf(user, telling)
    const { useful } = telling.data
    // "Not for me" says nothing of use.
    if (useful !== undefined) facts.useful = last(facts.useful, said(telling, useful))
  },
  'gainloop.commitment.made'(user, telling) {
    lessonOf(user, telling).done.add('committed')
  },
  'gainloop.commitment.reviewed'(user, telling) {
    const facts = lessonOf(user, telling)
    const { did } = telling.data
    if (did) facts.did = last(facts.did, said(telling, did))
  },
} satisfies { [T in EventType]?: Fold<EventData<T>> }

/** The types a report is made of. */
export const TOLD = Object.keys(folds) as EventType[]

/** Writes one event down; the same event twice changes nothing. */
export function tell(user: UserFacts, stored: StoredEvent): void {
  const fold = (folds as Partial<Record<EventType, Fold<never>>>)[stored.event.type]
  fold?.(user, { ...whenOf(stored), data: stored.event.data, stored } as never)
}
