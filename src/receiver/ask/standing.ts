/** How things stand with the ask of a link. */
import { type Book, type Moment, momentKey, type Rating } from '../../moment/book'
import type { CompiledPlaybook } from '../../playbook/compiled'
import type { Link } from './link-token'

export type Standing =
  /** It can be answered. */
  | { is: 'open'; moment: Moment; key: string }
  /** It was answered, by this link, another one, or in the product. */
  | { is: 'used'; rating: Rating }
  /** The moment was cancelled, or the user wants no more questions about this action. */
  | { is: 'over' }

/** The rating of a moment: the first one, if there are several. */
const ratingOf = ({ ratings }: Pick<Book, 'ratings'>, action: string, moment: string): Rating | undefined =>
  Object.values(ratings)
    .filter((rating) => rating.action === action && rating.moment === moment)
    .sort((a, b) => a.at - b.at)[0]

/** The moment of a link: what the receiver knows of it, else what the link says. */
function momentOf({ moments }: Book, link: Link, now: number): Moment {
  const { action, moment: id, label, at, period } = link
  const [from, to] = [Date.parse(period?.from ?? ''), Date.parse(period?.to ?? '')]
  const known = moments[momentKey(action, id)]
  const said = {
    at: Date.parse(at ?? '') || from || now,
    ...(label !== undefined && { label }),
    // Only mentioned by another event, it has no time and no label of its own.
    ...(known?.updated === 0 ? { ...known, ...(label !== undefined && { label }) } : known),
  }
  const isPeriod = period && !known?.digest && from < to
  return {
    updated: 0,
    ...said,
    id,
    action,
    ...(isPeriod && { digest: { sum: 0, count: 0, from, to } }),
  }
}

/**
 * The link decides how long it can be answered: whoever opens it wants to answer, whether the ask was closed in the product or
 * has expired there.
 */
export function standingOf(book: Book, { actions }: CompiledPlaybook, link: Link, now: number): Standing {
  const { action, moment: id } = link
  const rating = ratingOf(book, action, id)
  if (rating) return { is: 'used', rating }
  const key = momentKey(action, id)
  const moment = momentOf(book, link, now)
  const isOver = !actions[action] || moment.cancelled || book.asks[key]?.status === 'withdrawn' || book.muted[action]
  return isOver ? { is: 'over' } : { is: 'open', moment, key }
}
