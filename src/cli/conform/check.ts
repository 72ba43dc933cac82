/** What a conformance check is, and what it may find. */
import type { Answer } from './ask'
import type { Probe } from './probe'

export interface Finding {
  outcome: 'ok' | 'failed' | 'skipped'
  /** What was found: a status, what was expected and is not, or why it was not looked at. */
  found: string
  /** How to mend it, where it is not the check's usual way. */
  fix?: string
}

export interface Check {
  /** For programs; never changes. */
  code: string
  /** The sentence that holds of an endpoint that conforms. */
  says: string
  /** How to mend an endpoint of which it does not hold. */
  fix: string
  /** Begun before the others, so that what waits longest is waited for once. */
  slow?: true
  /** The check whose failure is this one's, too: one mistake is told once. */
  after?: Check
  look(probe: Probe): Promise<Finding>
}

export const ok = (found: string): Finding => ({ outcome: 'ok', found })
export const skipped = (why: string): Finding => ({ outcome: 'skipped', found: why })
export const failed = (expected: string, got: string, fix?: string): Finding => ({
  outcome: 'failed',
  found: `expected ${expected}, got ${got}`,
  ...(fix && { fix }),
})

/** Any 2xx acknowledges the whole batch. (CONTRACT 5) */
export const acknowledged = ({ status }: Answer): boolean => status >= 200 && status < 300

/** A refusal that a browser does not try again, as it does after 401, 408 and 429. */
export const refusedForGood = ({ status }: Answer): boolean =>
  status >= 400 && status < 500 && ![401, 408, 429].includes(status)

export const isAcknowledged = (answer: Answer): Finding =>
  acknowledged(answer) ? ok(answer.found) : failed('2xx', answer.found)

export const isRefused = (answer: Answer): Finding =>
  refusedForGood(answer) ? ok(answer.found) : failed('a 4xx that is not 401, 408 or 429', answer.found)
