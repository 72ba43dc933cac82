/** Values out of events that arrive in any order: of several, the first or the last one counts. */

/** When an event happened. Its id decides between two events of the same millisecond, so that the result is always the same. */
export interface EventTime {
  /** Milliseconds since 1970. */
  at: number
  id: string
}

export interface Timestamped<T> extends EventTime {
  value: T
}

const isBefore = (a: EventTime, b: EventTime): boolean => a.at < b.at || (a.at === b.at && a.id < b.id)

export const first = <T>(known: Timestamped<T> | undefined, next: Timestamped<T>): Timestamped<T> =>
  known && isBefore(known, next) ? known : next

export const last = <T>(known: Timestamped<T> | undefined, next: Timestamped<T>): Timestamped<T> =>
  known && isBefore(next, known) ? known : next
