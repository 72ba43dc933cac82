/** What a lesson is chosen by, completed from what the caller knows. Not for the browser, which reads its own book. */
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
  const { playbook, history, now, ...answer } = input
  const goal = answer.goal ?? (typeof answer.facts?.goal === 'string' ? answer.facts.goal : undefined)
  const facts = { ...answer.facts, ...(goal && { goal }), ...(history && { history }) }
  return {
    ...answer,
    goal,
    segments: segmentsOf(playbook, facts),
    facts,
    history: { missedInARow: 0, lessons: {}, ...history },
    now: +new Date(now),
  }
}
