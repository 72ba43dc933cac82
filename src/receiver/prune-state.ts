/** Keeps a state small enough for a browser to fetch and merge, however much the user did. */
import type { StateDraft } from './state-reducers'

/** How many records of all kinds a state has, and how many characters of JSON. The book of a browser holds 500 moments. */
const MAX_RECORDS = 5_000
const MAX_SIZE = 2 * 1024 * 1024
/** The browser refuses larger properties too. */
const MAX_PROPERTIES = 16 * 1024

interface Entry {
  /** When it last changed. */
  changed: number
  size: number
  drop(): void
}

const sizeOf = (value: unknown): number => JSON.stringify(value).length

function entriesOf(draft: StateDraft): Entry[] {
  const { moments, asks, ratings, lessons, commitments, muted } = draft
  const entries: Entry[] = []
  // A moment and its ask come and go together: one is of no use without the other.
  for (const key of new Set([...moments.keys(), ...asks.keys()])) {
    const [moment, ask] = [moments.get(key), asks.get(key)]
    entries.push({
      changed: Math.max(moment?.updated ?? 0, moment?.at ?? 0, ask?.updated ?? 0),
      size: sizeOf([moment, ask]),
      drop() {
        moments.delete(key)
        asks.delete(key)
      },
    })
  }
  for (const records of [ratings, lessons, commitments]) {
    for (const [key, record] of records) {
      entries.push({ changed: record.updated, size: sizeOf(record), drop: () => void records.delete(key) })
    }
  }
  for (const [action, at] of muted) {
    entries.push({ changed: at, size: sizeOf(action), drop: () => void muted.delete(action) })
  }
  return entries
}

/** Drops the records that have not changed for the longest time, until the draft is small enough. */
export function pruneState(draft: StateDraft): void {
  for (const [key, { properties, ...moment }] of draft.moments) {
    if (properties && sizeOf(properties) > MAX_PROPERTIES) draft.moments.set(key, moment)
  }
  let [records, size] = [0, 0]
  for (const entry of entriesOf(draft).sort((a, b) => b.changed - a.changed)) {
    records++
    size += entry.size
    if (records > MAX_RECORDS || size > MAX_SIZE) entry.drop()
  }
  for (const [alike, ids] of draft.unreviewed) {
    const left = ids.filter((id) => draft.commitments.has(id))
    if (left.length) draft.unreviewed.set(alike, left)
    else draft.unreviewed.delete(alike)
  }
}
