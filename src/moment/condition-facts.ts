/** The facts that a playbook's conditions are matched against. */
import type { Moment } from './book'
import type { History } from './history'

/** What is known of the user and the page at this instant. */
export interface Surroundings {
  traits?: Record<string, unknown>
  preference?: string | undefined
  account?: { id: string; traits?: Record<string, unknown> } | undefined
  language?: string
  device?: { kind: string }
  page?: { path: string; host: string }
}

/**
 * The facts by root: `traits`, `properties`, `metrics`, `goal`, `preference`, `account`, `language`, `device`, `page` and `history`. An unknown fact is
 * absent or undefined, which `$exists` reads the same. `goal` is the id of the goal's option, or `other`.
 */
export const conditionFacts = (
  surroundings: Surroundings,
  moment: Moment | undefined,
  history?: History,
  // The moment's other fields can't be asked for: a playbook whose conditions have an unknown root is refused.
): Record<string, unknown> => ({ ...surroundings, ...moment, history })
