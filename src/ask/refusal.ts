import type { ReasonCode } from '../api'

/** One reason why an ask is not shown now. `sentence.ts` has the sentences for the codes. */
export interface Refusal {
  code: ReasonCode
  action?: string
  /** The moment's id. */
  moment?: string | undefined
  /** When the passing of time alone ends it, in milliseconds since 1970. */
  until?: number | undefined
  /** When the event happened that it counts from, such as the last ask shown, the dismissal or the answer. */
  at?: number | undefined
  /** How long it holds, in milliseconds. */
  limit?: number
  /** What is in the way, where there are several kinds of it. */
  what?: string | number | undefined
}
