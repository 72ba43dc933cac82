/** When a moment was, and of what kind of user. */
import type { StoredEvent } from '../receiver/store'
import { last, type Told, type When } from './told'

export interface Belonging {
  /** When the moment was completed, where that was told; the earliest, if told twice. Milliseconds since 1970. */
  completed?: number
  /** The earliest time anything was told of it. */
  heard: number
  user: Told<{ language: string; segments: readonly string[]; weight: number }>
}

/** Whose word counts for the user's segments and language: a vendor's server that completes a moment may not know them. */
export const WEIGHT = { rated: 3, asked: 2, completed: 1, other: 0 }

/** The event's own id is unique to its playbook. */
export const whenOf = ({ event, at }: StoredEvent): When => ({ at, id: `${event.id} ${event.source}` })

/** What is known with this event in it. */
export function belong(known: Belonging | undefined, stored: StoredEvent, weight: number): Belonging {
  const { language, segments } = stored.event.data
  const told = { ...whenOf(stored), value: { language, segments, weight } }
  if (!known) return { heard: stored.at, user: told }
  const before = known.user
  const user = before.value.weight === weight ? last(before, told) : before.value.weight > weight ? before : told
  return { ...known, heard: Math.min(known.heard, stored.at), user }
}
