/** The way to a product's ask, in words. */
import type { Playbook } from '../../src/playbook/schema'
import type { Collection, Item } from '../products/product'
import type { Way } from './way'

const TIMES = ['', '', ' twice', ' three times', ' four times']

/** The buttons that do it: `press “Send campaign”, then “Send campaign now”`. */
export function deed({ layout, verb, confirm }: Collection, { label }: Pick<Item, 'label'>, times = 1): string {
  if (layout === 'switch') return `switch “${label}” on`
  return `press “${verb}”${confirm ? `, then “${verb} now”` : ''}${TIMES[times] ?? ''}`
}

export const FIGURES = 'under “Results” press “Good”, “So-so” or “Poor”'
export const GOAL = 'choose a goal in the card'
export const ANSWER = 'answer the card'

/** A goal is asked for when an action is completed, of a period of `digest` with its first; of `every` it comes by itself. */
export function asksGoal(playbook: Playbook, action: string): boolean {
  const { goal, ask } = playbook.actions[action] ?? {}
  return goal !== undefined && !('every' in (ask?.when ?? {}))
}

/** All of it, one step after the other. */
export const stepsOf = (playbook: Playbook, collection: Collection, item: Item, way: Way): string[] => [
  ...(asksGoal(playbook, collection.action)
    ? [deed(collection, item), GOAL, ...(way.times > 1 ? [deed(collection, item, way.times - 1)] : [])]
    : [deed(collection, item, way.times)]),
  ...(way.figures ? [FIGURES] : []),
  ...(way.jump ? [`press “${way.jump.label}”`] : []),
  ANSWER,
]
