/** The holdout: the share of users shown no lesson, so that the lift of lessons can be measured (CONTRACT 3, `experiments`). */
import type { Playbook } from '../playbook/schema'
import { share } from '../playbook/share'

/**
 * Never re-rolled: the same users are in it for ever, as long as the share does not fall. Hashed apart from sampling, so that
 * the two are independent.
 * @param seed `seedOf(book.user)`
 */
export const inHoldout = ({ id, experiments }: Playbook, seed: string): boolean =>
  share('holdout', id, seed) < (experiments?.holdout ?? 0)
