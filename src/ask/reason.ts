import type { ReasonCode } from '../api'

export interface Reason {
  code: ReasonCode
  action?: string
  /** The moment's id. */
  moment?: string | undefined
  /** When it ceases to hold by the passing of time alone, in milliseconds since 1970. */
  until?: number | undefined
  /** When what it goes by happened: the last ask shown, the dismissal, the answer. */
  at?: number | undefined
  /** The span it holds for, in milliseconds. */
  limit?: number
  /** What is in the way, where there are several kinds of it. */
  what?: string | number | undefined
}
