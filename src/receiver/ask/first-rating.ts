/**
 * A link's rating counts once, whoever clicks first. The first one is stored under an id that is made from what it is about: the
 * store takes an id once, so that of two clicks at the same time one is first, on every database and with any number of receivers.
 */
import type { GainloopEvent } from '../../delivery/event'
import type { Appended } from '../append-storable'
import type { Store, StoredEvent } from '../store'
import type { Link } from './link-token'

type Given = GainloopEvent<'gainloop.rating.given'>

const isGiven = ({ event }: StoredEvent): boolean => event.type === 'gainloop.rating.given'
const ratingIn = ({ event }: StoredEvent): unknown => (event.data as { rating?: unknown }).rating

async function claimId({ subject, action, moment }: Link): Promise<string> {
  const parts = new TextEncoder().encode([subject, action, moment].join('\0'))
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', parts))
  return `ask-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** The rating of the link's moment that was first: the one that was stored as such, or else one given in the product. */
async function firstGiven(store: Pick<Store, 'history' | 'eventsOf'>, link: Link): Promise<Given | undefined> {
  const pages = store.history?.(link.subject, ['gainloop.rating.given']) ?? [await store.eventsOf(link.subject)]
  let first: Given | undefined
  for await (const page of pages) {
    for (const { event } of page) {
      if (event.type !== 'gainloop.rating.given') continue
      const { action, moment } = event.data as Given['data']
      if (action !== link.action || moment !== link.moment) continue
      if (event.originalid !== undefined) return event as Given
      first ??= event as Given
    }
  }
  return first
}

export interface FirstRating extends Appended {
  /** Another rating was first: these events were not stored. */
  used: boolean
}

/**
 * Stores the events of a link's page. The rating comes first, and what follows from it only if it counts.
 * @param append stores events, each once
 */
export async function appendFirst(
  events: readonly StoredEvent[],
  link: Link,
  store: Pick<Store, 'history' | 'eventsOf'>,
  append: (events: readonly StoredEvent[]) => Promise<Appended>,
): Promise<FirstRating> {
  if (!events.some((each) => ratingIn(each) !== undefined)) return { ...(await append(events)), used: false }
  const claimed = await claim(events.find(isGiven), link, store, append)
  const { first, own } = claimed
  // It is stored already, under the other id.
  const isStored = ({ event }: StoredEvent) => event.id === first?.originalid
  const isOthers = (each: StoredEvent) => ratingIn(each) !== undefined && first && ratingIn(each) !== first.data.rating
  const rest = events.filter((each) => each !== own && !isStored(each) && !isOthers(each))
  const appended = await append(rest)
  return {
    accepted: [...claimed.accepted, ...appended.accepted],
    duplicates: [
      ...events.filter((each) => (each !== own && isStored(each)) || isOthers(each)),
      ...appended.duplicates,
    ],
    refused: [...claimed.refused, ...appended.refused],
    used: events.some(isOthers),
  }
}

/** Stores the rating as the first one, unless there is one. */
async function claim(
  given: StoredEvent | undefined,
  link: Link,
  store: Pick<Store, 'history' | 'eventsOf'>,
  append: (events: readonly StoredEvent[]) => Promise<Appended>,
): Promise<Pick<Appended, 'accepted' | 'refused'> & { first: Given | undefined; own?: StoredEvent }> {
  const none = { accepted: [], refused: [] }
  const before = await firstGiven(store, link)
  if (before || !given) return { ...none, first: before }
  const event = { ...given.event, id: await claimId(link), originalid: given.event.id } as Given
  const { accepted, refused, duplicates } = await append([{ ...given, event }])
  if (!duplicates.length) return { accepted, refused, first: event, own: given }
  return { ...none, first: await firstGiven(store, link) }
}
