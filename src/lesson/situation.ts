/** What a lesson is chosen by, completed from what the caller knows. */
import type { Band, Playbook } from '../playbook/schema'
import { segmentsOf } from '../playbook/segments'
import type { Situation } from './fit'
import type { History } from './history'

export interface ChooseInput {
  playbook: Playbook
  action: string
  band: Band
  obstacles?: readonly string[]
  strengths?: readonly string[]
  goal?: string
  /** Plain facts under the roots of CONTRACT 3; `goal` and `history` are added from here. */
  facts?: Record<string, unknown>
  /** As it stands with this answer counted: two `missed` in a row include the present one. @default nothing yet */
  history?: Partial<Omit<History, 'lessons'>> & { lessons?: Situation['history']['lessons'] }
  /** Milliseconds since 1970, a Date, or ISO 8601. */
  now: number | Date | string
}

export const situationOf = (input: ChooseInput): Situation => {
  const { lessons = {}, ...counted } = input.history ?? {}
  const goal = input.goal ?? (typeof input.facts?.goal === 'string' ? input.facts.goal : undefined)
  const facts = {
    ...input.facts,
    ...(goal !== undefined && { goal }),
    ...(input.history && { history: counted }),
  }
  return {
    action: input.action,
    band: input.band,
    obstacles: input.obstacles ?? [],
    strengths: input.strengths ?? [],
    goal,
    segments: segmentsOf(input.playbook, facts),
    facts,
    history: { missedInARow: 0, reachedInARow: 0, ...counted, lessons },
    now: +new Date(input.now),
  }
}
