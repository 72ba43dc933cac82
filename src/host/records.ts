/**
 * The user's book under one key of an object store, and beside it one record per event, numbered as they came: a broken
 * one costs no other, and a write touches only what changes.
 */
import { idOf, parse, type Stored } from './stored'

/**
 * Book and wake. Earlier versions kept the outbox in here as well: what they left is taken over with the next write, and a
 * tab that still runs one does no harm, for numbers it never touches. Sorts after every number.
 */
const KEY = 'kept'

/**
 * One look at the store, and what `step` makes of it, in the store's transaction: null empties it, undefined leaves it.
 * @param values all of them
 * @param keys of the values, in the same order
 */
export function stepIn(
  store: IDBObjectStore,
  values: Stored['outbox'],
  keys: IDBValidKey[],
  step: (stored: Stored) => Stored | null | undefined,
): void {
  const kept = parse(values.at(-1))
  const next = step({ ...kept, outbox: [...kept.outbox, ...values.filter(idOf)] })
  if (next === null) store.clear()
  if (!next) return
  const { outbox } = next
  let last = (keys.filter(Number).at(-1) ?? 0) as number
  values.forEach((value, index) => outbox.includes(value) || store.delete(keys[index] as number))
  for (const record of outbox) {
    // What was rewritten keeps its place.
    const place = keys[values.findIndex((value) => idOf(value) === idOf(record))]
    if (!values.includes(record)) store.put(record, place ?? ++last)
  }
  store.put(JSON.stringify({ ...next, outbox: [] }), KEY)
}
