import type { Circumstances as Compiled } from './circumstances'
import { decide as decideCompiled, type Decision } from './decide'
import { compilePlaybook } from '../playbook/compile'
import type { Playbook } from '../playbook/schema'

/** Everything that decides whether an ask is shown. */
export type Circumstances = Omit<Compiled, 'playbook'> & {
  /** The playbook as `parsePlaybook` returned it. */
  playbook: Playbook | undefined
}

/**
 * Decides what to ask now, as the script in the page does. Pure: the same input gives the same decision.
 * @returns `ask`, or `reasons`: each code once, with the moment it ends for first
 */
export const decide = ({ playbook, ...rest }: Circumstances): Decision =>
  decideCompiled({ ...rest, playbook: playbook && compilePlaybook(playbook) })
