/** Facts out of events told in any order: each is the first or the last of its kind. */

/** When an event was told. Its id decides between two of the same millisecond, so that they always fall the same way. */
export interface When {
  /** Milliseconds since 1970. */
  at: number
  id: string
}

export interface Told<T> extends When {
  value: T
}

const isBefore = (a: When, b: When): boolean => a.at < b.at || (a.at === b.at && a.id < b.id)

export const first = <T>(known: Told<T> | undefined, told: Told<T>): Told<T> =>
  known && isBefore(known, told) ? known : told

export const last = <T>(known: Told<T> | undefined, told: Told<T>): Told<T> =>
  known && isBefore(told, known) ? known : told
