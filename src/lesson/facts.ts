/** The facts a playbook's conditions are matched against. */
import type { Moment } from '../moment/book'
import type { History } from './history'

/** What is known of the user and the page at this instant. */
export interface Surroundings {
  traits?: Record<string, unknown>
  language?: string
  device?: { kind: string }
  page?: { path: string; host: string }
}

/**
 * The roots of CONTRACT 3: `traits properties metrics goal language device.kind page.path page.host history.*`.
 * What is not known is absent, or undefined, which `$exists` reads the same. `goal` is the id of the goal's option, or `other`.
 * What else a moment holds can't be asked for: a playbook with an unknown root is refused when it is read.
 */
export const factsFor = (
  surroundings: Surroundings,
  moment: Moment | undefined,
  history?: History,
): Record<string, unknown> => ({ ...surroundings, ...moment, history })
