/** Whether the goal is asked for right after the action: as little a nuisance as the ask it prepares. */
import { actionOf } from '../moment/action-of'
import type { AskRecord } from '../moment/book'
import { overReason } from './eligible'
import type { Present } from './facts'
import { limitsOf } from './limit-reasons'

/** What tells the user's wish to be left alone, or that the ask will not come. Other limits may have ended when it is due. */
const AGAINST = /^(sampled-out|give-up)$/

/** For a moment tracked just now, with no goal of its own. */
export const wantsGoal = (record: AskRecord, present: Present): boolean => {
  const { playbook, book } = present
  const moment = book.moments[record.moment]
  return (
    !!actionOf(playbook, record.action)?.goal &&
    !moment?.goal &&
    !overReason(record, moment, present) &&
    !limitsOf(present)(record).some(({ code }) => AGAINST.test(code))
  )
}
