/** What is known of one user. */
import type { EventData } from '../delivery/event'
import type { Belonging } from './belonging'
import type { LessonKind } from './shape'
import type { Told } from './told'

export type Band = EventData<'gainloop.rating.given'>['band']

export interface MomentFacts {
  action: string
  moment: string
  belonging: Belonging
  tracked: boolean
  /** An ask was shown for it. */
  asked: boolean
  /** When it was first rated, in ms. */
  rated?: number
  rating?: Told<{ id: string; band: Band }>
  /** By the rating's id: the reasons of a rating that was replaced went with it. */
  obstacles: Map<string, Told<readonly string[]>>
}

/** What was done with one lesson at one moment, or by hand at none. */
export interface LessonFacts {
  lesson: string
  action: string | undefined
  moment: string | undefined
  belonging: Belonging
  kind?: Told<LessonKind>
  assigned?: Told<'shown' | 'withheld'>
  done: Set<'shown' | 'opened' | 'completed' | 'committed'>
  useful?: Told<boolean>
  did?: Told<'yes' | 'partly' | 'no'>
}

export interface UserFacts {
  /** By `keyOf`. */
  moments: Map<string, MomentFacts>
  lessons: Map<string, LessonFacts>
}

export const noFacts = (): UserFacts => ({ moments: new Map(), lessons: new Map() })

/** NUL is in no event's text. */
export const keyOf = (...parts: (string | undefined)[]): string => parts.join('\0')

/** A lesson belongs where its moment does; opened by hand, to when and where that was. */
export const belongingOf = ({ moments }: UserFacts, { action, moment, belonging }: LessonFacts): Belonging =>
  moments.get(keyOf(action, moment))?.belonging ?? belonging
