/** Stores a batch, without the events that the database can't take. */
import type { Addressees, Store, StoredEvent } from './store'

export interface Appended {
  accepted: StoredEvent[]
  duplicates: StoredEvent[]
  /** The events that the database does not take, however often they are sent. */
  refused: StoredEvent[]
}

/**
 * Whether the data is the reason: PostgreSQL's classes "data exception" and "program limit exceeded" (its manual, appendix A), and
 * what SQLite finds too big or of the wrong type. To try that again would keep back everything that the browser sends after it.
 */
const isAboutData = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(22...|54...|SQLITE_(TOOBIG|MISMATCH|RANGE).*)$/.test(String(error.code))

/** @throws what `append` rejects with, if the reason is not an event. */
export async function appendStorable(
  store: Pick<Store, 'append'>,
  events: readonly StoredEvent[],
  addressees: Addressees | undefined,
): Promise<Appended> {
  try {
    return { ...(await store.append(events, addressees)), refused: [] }
  } catch (error) {
    if (!isAboutData(error) || !events.length) throw error
    if (events.length === 1) return { accepted: [], duplicates: [], refused: [...events] }
    const half = Math.ceil(events.length / 2)
    const first = await appendStorable(store, events.slice(0, half), addressees)
    const second = await appendStorable(store, events.slice(half), addressees)
    return {
      accepted: [...first.accepted, ...second.accepted],
      duplicates: [...first.duplicates, ...second.duplicates],
      refused: [...first.refused, ...second.refused],
    }
  }
}
