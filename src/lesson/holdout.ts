/** The holdout: the share of users who are shown no lesson, so that the lift of lessons can be measured. */
import type { CompiledPlaybook } from '../playbook/compiled'
import { share } from '../playbook/share'

/**
 * Whether a user is in the holdout. A user who is in it stays in it, as long as the share does not fall. It is hashed apart
 * from sampling, so that the two are independent.
 * @param seed `seedOf(book.user)`
 */
export const inHoldout = ({ id, holdout }: Pick<CompiledPlaybook, 'id' | 'holdout'>, seed: string): boolean =>
  share('holdout', id, seed) < holdout
