/**
 * The layout of the object store: the book in one record, the wake in another, and beside them one record per event,
 * numbered as they came. A broken record costs no other, and a write touches only what it changes.
 */

/**
 * The key of the book, which is kept as JSON: five times as fast as structured cloning with 500 moments. Like the wake's, it
 * sorts after every number.
 */
export const KEPT = 'kept'

/**
 * The key of the wake. Every page's entry reads it, so it does not lie in the record of the book. It sorts before `KEPT`: a tab
 * that still runs an earlier version takes the last record for the book.
 */
export const WAKE = 'due'

/** The name of the object store. */
export const STORE = 'state'

/** The keys of the events after this one. @default all of them */
export const eventsAfter = (key = -Infinity): IDBKeyRange => IDBKeyRange.bound(key, Infinity, true)

/** After the name of the storage: the key, in localStorage, of the answers that are not written down yet. */
export const ANSWERS = ':answers'
