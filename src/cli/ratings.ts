/** Joins everything that belongs to a rating, which arrives in several events. */
import type { Band } from '../playbook/schema'
import { momentKey } from '../moment/book'
import { type State, stateOf } from '../receiver/state'
import type { Store } from '../receiver/store'
import type { ParsedFilter } from '../report/filter'

/** Its members are in the order of the table's columns. */
export interface RatingRow {
  time: string
  user: string
  action: string
  moment: string
  label: string | undefined
  /** The user's own words, or the id of the option they chose. */
  goal: string | undefined
  value: string | number
  scale: string
  band: Band
  /** The band by the measured results, if there are any. */
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

export interface RatingFilter extends Pick<ParsedFilter, 'from' | 'to' | 'action'> {
  band?: Band | undefined
}

/** Every rating in its latest version, user by user. */
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
