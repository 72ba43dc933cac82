/** The facts a playbook's conditions are matched against. */
import type { Moment } from '../moment/book'
import type { History } from './history'

/** What is known of the user and the page at this instant (the ask's `Facts` without what concerns asking). */
export interface Surroundings {
  traits?: Record<string, unknown>
  language?: string
  device?: { kind: string }
  page?: { path: string; host: string }
}

/**
 * The roots of CONTRACT 3: `traits properties metrics goal language device.kind page.path page.host history.*`.
 * What is not known is undefined, which `$exists` reads as absent. `goal` is the id of the goal's option, or `other`.
 */
export const factsFor = (
  { traits, language, device, page }: Surroundings,
  { properties, metrics, goal }: Partial<Moment> = {},
  history?: History,
): Record<string, unknown> => ({ traits, language, device, page, properties, metrics, goal, history })
