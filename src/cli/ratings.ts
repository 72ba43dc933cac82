/** What belongs to a rating, out of the events that tell of it one by one. */
import type { Band } from '../playbook/schema'
import { momentKey } from '../moment/book'
import { type State, stateOf } from '../receiver/state'
import type { Store } from '../receiver/store'
import type { Scope } from '../report/filter'

/** In the order of the table's columns. */
export interface RatingRow {
  time: string
  user: string
  action: string
  moment: string
  label: string | undefined
  /** The option's id, or the user's own words. */
  goal: string | undefined
  value: string | number
  scale: string
  band: Band
  /** What the figures say, where they say it. */
  measuredBand: Band | undefined
  obstacles: string[]
  strengths: string[]
  comment: string | undefined
  lesson: string | undefined
}

export const COLUMNS = [
  ...(['time', 'user', 'action', 'moment', 'label', 'goal', 'value', 'scale', 'band', 'measuredBand'] as const),
  ...(['obstacles', 'strengths', 'comment', 'lesson'] as const),
] satisfies (keyof RatingRow)[]

export interface RatingFilter extends Pick<Scope, 'from' | 'to' | 'action'> {
  band?: Band | undefined
}

/** Every rating as it was last changed, user by user. */
export async function* ratingsOf(store: Store, filter: RatingFilter): AsyncGenerator<RatingRow> {
  for await (const users of store.users()) {
    for (const { user } of users) {
      yield* rowsOf(user, stateOf(await store.eventsOf(user), Date.now()), filter)
    }
  }
}

function* rowsOf(user: string, { ratings, moments }: State, filter: RatingFilter): Generator<RatingRow> {
  const known = new Map(moments.map((moment) => [momentKey(moment.action, moment.id), moment]))
  for (const { at, action, moment: id, goal, obstacles = [], strengths = [], ...rating } of ratings) {
    if (at < (filter.from ?? -Infinity) || at >= (filter.to ?? Infinity)) continue
    if ((filter.action ?? action) !== action || (filter.band ?? rating.band) !== rating.band) continue
    const moment = known.get(momentKey(action, id))
    const { value, scale, band, measuredBand, comment, lesson } = rating
    yield {
      ...{ time: new Date(at).toISOString(), user, action, moment: id, label: moment?.label },
      ...{ goal: moment?.goalText ?? goal ?? moment?.goal, value, scale, band, measuredBand },
      ...{ obstacles, strengths, comment: comment || undefined, lesson },
    }
  }
}
