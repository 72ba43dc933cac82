/** A figure and what it was to be. */
import { compileValueCondition } from '../playbook/condition'
import type { Band, Metric } from '../playbook/schema'
import { figureBand } from '../rating/measured'
import type { MessageId } from './languages'

/** What `check` has already told the author, a user need not hear. */
const ignored = (): void => {}

/** How a figure compares with the metric's conditions. Undefined where there are none. */
export function judgedBand(value: number, { better, reached, missed }: Metric): Band | undefined {
  if (!reached && !missed) return undefined
  const isReached = reached && compileValueCondition(reached, ignored)
  const isMissed = missed && compileValueCondition(missed, ignored)
  // Without a condition for `reached`, what is not missed is told as a figure only.
  const band = figureBand({ better, isReached, isMissed } as Parameters<typeof figureBand>[0], value)
  return band === 'partly' && !reached ? undefined : band
}

/** The least or the most that counts as reached, and the message that says it. Undefined for conditions that are no bound. */
export function aimOf({ reached }: Metric): { id: MessageId; bound: number } | undefined {
  const { $gte, $gt, $lte, $lt } = (reached ?? {}) as Record<string, unknown>
  const [least, most] = [$gte ?? $gt, $lte ?? $lt]
  if (typeof least === 'number' && most === undefined) return { id: 'figure.at-least', bound: least }
  if (typeof most === 'number' && least === undefined) return { id: 'figure.at-most', bound: most }
  return undefined
}
