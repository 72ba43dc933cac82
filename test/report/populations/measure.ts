/** How often the intervals of a report hold the truth, over many populations whose truth is known. */
import { successGap } from '../../../src/report'
import type { Interval } from '../../../src/report'
import type { Store, StoredEvent } from '../../../src/receiver/store'
import { lateResults, TRUE_LIFT } from './late-results'
import { randomOf } from './random'
import { severalAnswers, TRUE_SHARE } from './several-answers'
import { LESSONS, severalLessons } from './several-lessons'

/** As much of a store as a report reads. */
function storeOf(events: readonly StoredEvent[]): Store {
  const bySubject = new Map<string, StoredEvent[]>()
  for (const stored of events) {
    const { subject } = stored.event
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), stored])
  }
  return {
    async *users() {
      yield [...bySubject.keys()].map((user) => ({ user, subjects: [user] }))
    },
    async *eventsUnder(subjects: readonly string[]) {
      for (const subject of subjects) yield* bySubject.get(subject) ?? []
    },
  } as Partial<Store> as Store
}

export interface Measured {
  what: string
  /** How many intervals there were, and how many of them held the truth. */
  intervals: number
  held: number
  /** How many populations there were, and in how many a lesson that makes no difference was called helpful or harmful. */
  populations: number
  falseVerdicts: number
}

const holds = ({ low, high }: Interval, truth: number): boolean => low <= truth && truth <= high

type Truths = Partial<Record<string, number>>

/** @param truths the lift of each lesson */
async function measureLifts(
  what: string,
  populations: number,
  truths: Truths,
  eventsOf: (population: number) => StoredEvent[],
): Promise<Measured> {
  const measured = { what, intervals: 0, held: 0, populations, falseVerdicts: 0 }
  for (let population = 1; population <= populations; population++) {
    const { lessons } = await successGap(storeOf(eventsOf(population)))
    const verdicts = lessons.flatMap(({ lesson, lift }) => {
      const { difference, verdict } = lift
      const truth = truths[lesson] ?? 0
      if (!difference) return []
      measured.intervals++
      if (holds(difference, truth)) measured.held++
      return truth === 0 && verdict !== 'unclear' ? [lesson] : []
    })
    if (verdicts.length) measured.falseVerdicts++
  }
  return measured
}

async function measureShare(populations: number): Promise<Measured> {
  const measured = { what: 'share reached, 12 answers a user', intervals: 0, held: 0, populations, falseVerdicts: 0 }
  for (let population = 1; population <= populations; population++) {
    const { actions } = await successGap(storeOf(severalAnswers(randomOf(population))))
    for (const { reachedShare } of actions) {
      measured.intervals++
      if (holds(reachedShare, TRUE_SHARE)) measured.held++
    }
  }
  return measured
}

export async function measure(populations: number): Promise<Measured[]> {
  const first = LESSONS[0]
  return [
    await measureLifts('results after 30 days, a lift of 20 points', populations, { 'subject-lines': TRUE_LIFT }, (n) =>
      lateResults(randomOf(n)),
    ),
    await measureLifts('three lessons that make no difference', populations, {}, (n) =>
      severalLessons(randomOf(n), `p${n}`),
    ),
    await measureLifts('three lessons, the first lifts 20 points', populations, { [first]: 0.2 }, (n) =>
      severalLessons(randomOf(n), `q${n}`, { [first]: 0.2 }),
    ),
    await measureShare(populations),
  ]
}
