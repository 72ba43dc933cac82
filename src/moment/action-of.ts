import { own } from '../playbook/plain'
import type { Action, Playbook } from '../playbook/schema'

/** The action of that name; undefined for a name the playbook does not have, `constructor` and its like included. */
export const actionOf = ({ actions }: Playbook, name: string): Action | undefined => own(actions, name)
