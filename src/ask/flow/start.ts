/** The card as it opens: for a moment, for a lesson, or for the list of lessons. */
import type { ShelfLesson } from '../../lesson/shelf'
import type { Moment } from '../../moment/book'
import type { CompiledPlaybook } from '../../playbook/compiled'
import { measuredBand } from '../../rating/measured'
import { scoreOf } from '../../rating/scale'
import { afterGoal } from './before-rating'
import type { FlowOffer, FlowRating, FlowState } from './state'

/** A lesson that nothing was done with yet. */
export const freshLesson = {
  done: [],
  plan: undefined,
  opened: false,
  completed: false,
  requested: false,
  useful: undefined,
  ways: [],
} satisfies Partial<FlowState>

const blank = { ...freshLesson, reasons: [], comment: '' }

export interface FlowStart {
  playbook: CompiledPlaybook
  moment: Moment
  /** Ask what the user wants first. @default false */
  goal?: boolean
  /** False when opened right after `track`, for the goal alone. @default true */
  due?: boolean
  goalBefore?: FlowState['goalBefore']
  commitment?: FlowState['commitment']
  /** The id of the rating that the figures give, where they decide. */
  id: string
}

/**
 * The card for one moment.
 * @throws {RangeError} for an action that the playbook does not have
 */
export const startFlow = ({ playbook, goal, due = true, id, ...rest }: FlowStart): FlowState => {
  const { action: name, metrics } = rest.moment
  const action = playbook.actions[name]
  if (!action) throw new RangeError(`startFlow: expected an action of the playbook, got "${name}"`)
  const { ask } = action
  const band = ask.judge === 'metrics' ? measuredBand(action, metrics) : undefined
  const rating: FlowRating | undefined = band && {
    id,
    value: band,
    scale: 'metrics',
    score: scoreOf(band),
    band,
    measuredBand: band,
  }
  const state: FlowState = {
    ...blank,
    ...rest,
    step: 'goal',
    action: name,
    ask,
    goalOnly: !due,
    rating,
    browsing: false,
  }
  if (goal) return state
  return due ? afterGoal(state) : { ...state, step: 'closed' }
}

/** The card without an ask. */
const browse = (): FlowState => ({
  ...blank,
  step: 'lesson',
  action: '',
  ask: {
    question: '',
    why: undefined,
    scale: { kind: 'outcome' },
    obstacles: [],
    strengths: [],
    comment: false,
    tooEarly: [],
  },
  moment: { id: '', action: '', at: 0, updated: 0 },
  browsing: true,
})

/** The card for one lesson, opened by `lesson()` or from the list. @param about the moment that its texts speak of */
export const browseLesson = (offer: FlowOffer, about?: Moment): FlowState => ({ ...browse(), ...offer, about })

/** The card for the list of lessons, opened by `lessons()`. */
export const browseShelf = (shelf: ShelfLesson[]): FlowState => ({ ...browse(), step: 'lessons', shelf })
