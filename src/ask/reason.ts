/** Why an ask is not shown now. Codes are part of the public surface; the sentences for them are in `sentence.ts`. */
export type ReasonCode =
  /** No playbook has been read. */
  | 'no-playbook'
  /** Consent is waited for. */
  | 'consent'
  /** A card can't be opened just now: typing, a modal, a hidden page, another card, another tab. */
  | 'busy'
  | 'unknown-action'
  /** No moment of the action is remembered. */
  | 'no-moment'
  | 'answered'
  | 'cancelled'
  | 'expired'
  | 'dismissed'
  /** "Don't ask about this again". */
  | 'muted'
  | 'waiting-for-result'
  /** A digest's sum is below `atLeast`. */
  | 'below-threshold'
  | 'not-due'
  /** Not due yet, since the user asked for later or said "Too early to tell". */
  | 'snoozed'
  /** The ask's `if` does not hold. */
  | 'condition'
  | 'sampled-out'
  | 'cooldown'
  | 'same-action'
  | 'session-cap'
  | 'cap-30-days'
  | 'cap-year'
  | 'quiet'
  | 'give-up'
  /** Another ask comes first. */
  | 'another-first'

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
