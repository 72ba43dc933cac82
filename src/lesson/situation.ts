/** What a lesson is chosen by, completed from what the caller knows. Not for the browser, which reads its own book. */
import type { History } from '../moment/history'
import { compilePlaybook } from '../playbook/compile'
import { segmentsOf } from '../playbook/compiled'
import type { Band, Playbook } from '../playbook/schema'
import type { Situation } from './fit'

export interface ChooseInput {
  playbook: Playbook
  action: string
  band: Band
  obstacles?: readonly string[]
  strengths?: readonly string[]
  goal?: string
  /** Facts under the roots that conditions may name, such as `traits`. `goal` and `history` are added to them. */
  facts?: Record<string, unknown>
  /** The user's history with this answer counted: two `missed` in a row include the present one. @default nothing yet */
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
    segments: segmentsOf(compilePlaybook(playbook), facts),
    facts,
    history: { missedInARow: 0, lessons: {}, ...history },
    now: new Date(now).getTime(),
    prefer: playbook.prefer,
  }
}
