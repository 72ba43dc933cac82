/** Which period, segments and language a moment counts for. */
import type { StoredEvent } from '../receiver/store'
import { type EventTime, last, type Timestamped } from './timestamped'

export interface Attribution {
  /** When the moment was completed, in ms since 1970: the earliest, if it was reported twice. Absent if it was never reported. */
  completed?: number
  /** The time of the earliest event about it, in ms since 1970. */
  earliest: number
  user: Timestamped<{ language: string; segments: readonly string[]; weight: number }>
}

/** What a filter goes by: a time in ms since 1970, and the user's language and segments then. */
export interface CountedAt {
  at: number
  user: Attribution['user']
}

/**
 * The language and segments of a moment are those of its event with the highest weight. Completions weigh little, because the
 * vendor's own server may report them without knowing either.
 */
export const WEIGHT = { rated: 3, asked: 2, completed: 1, other: 0 }

/** Event ids are unique within a playbook only, so the source is part of the id here. */
export const eventTimeOf = ({ event, at }: StoredEvent): EventTime => ({ at, id: `${event.id} ${event.source}` })

/** The attribution once this event is taken into account. */
export function attribute(known: Attribution | undefined, stored: StoredEvent, weight: number): Attribution {
  const { language, segments } = stored.event.data
  const reported = { ...eventTimeOf(stored), value: { language, segments, weight } }
  if (!known) return { earliest: stored.at, user: reported }
  return {
    ...known,
    earliest: Math.min(known.earliest, stored.at),
    user: heavier(known.user, reported),
  }
}

export function heavier(known: Attribution['user'], reported: Attribution['user']): Attribution['user'] {
  if (known.value.weight === reported.value.weight) return last(known, reported)
  return known.value.weight > reported.value.weight ? known : reported
}
