/** The holdout: the share of users shown no lesson, so that the lift of lessons can be measured (CONTRACT 3, `experiments`). */
import type { Playbook } from '../playbook/schema'
import { share } from '../playbook/share'

/** True for the same users for ever, as long as the share does not fall. Hashed apart from sampling, so that the two are independent. */
export const inHoldout = ({ id, experiments }: Playbook, userId: string): boolean =>
  share('holdout', id, userId) < (experiments?.holdout ?? 0)
