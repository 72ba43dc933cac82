/** What of a user's book and of the playbook the page of a link is given: whoever has the link can read it. */
import { type Book, type Moment, momentKey } from '../../moment/book'
import { newAsk } from '../../moment/remember'
import type { CompiledPlaybook } from '../../playbook/compiled'
import type { Playbook } from '../../playbook/schema'

/**
 * Of the book what belongs to the action: other moments are there for the gain, and are not asked about here.
 * @param open the moment that is asked about @default none
 */
export function pageBook(
  book: Book,
  { actions }: CompiledPlaybook,
  action: string,
  now: number,
  open?: Moment,
): { book: Book; ask?: string } {
  const ofAction = <T extends { action: string }>(records: Record<string, T>) =>
    Object.entries(records).filter(([, record]) => record.action === action)
  const settled = ofAction(book.asks).map(([key, ask]) => [
    key,
    ask.status === 'pending' ? { ...ask, status: 'withdrawn', settled: now } : ask,
  ])
  const ratings = ofAction(book.ratings).map(([id, { comment: _, ...rating }]) => [id, rating])
  const others = Object.keys(actions).filter((other) => other !== action)
  const closed: Book = {
    ...book,
    moments: Object.fromEntries(ofAction(book.moments)),
    asks: Object.fromEntries(settled),
    ratings: Object.fromEntries(ratings),
    commitments: Object.fromEntries(ofAction(book.commitments)),
    // Nothing else is asked about here.
    muted: Object.fromEntries(others.map((other) => [other, now])),
  }
  if (!open) return { book: closed }
  const key = momentKey(action, open.id)
  const { expires: _, settled: _settled, ...record } = book.asks[key] ?? newAsk(open, now)
  const due = Math.min(record.due ?? now, now)
  return {
    ask: key,
    book: {
      ...closed,
      moments: { ...closed.moments, [key]: open },
      asks: { ...closed.asks, [key]: { ...record, status: 'pending', due, updated: now } },
    },
  }
}

/** A condition that always holds, and one that never does. */
const ALWAYS = {}
const NEVER = { language: { $in: [] } }

/**
 * The playbook with this ask past its condition, which was the vendor's to read before they sent the link.
 * @param segments those the user was last in, where nothing else is known of them @default the playbook's own conditions decide
 */
export function pagePlaybook(playbook: Playbook, action: string, segments?: readonly string[]): Playbook {
  const { if: _, ...ask } = playbook.actions[action]?.ask ?? { question: '' }
  const names = Object.keys(playbook.segments ?? {})
  return {
    ...playbook,
    actions: { ...playbook.actions, [action]: { ...playbook.actions[action], ask } },
    ...(segments && {
      segments: Object.fromEntries(names.map((name) => [name, segments.includes(name) ? ALWAYS : NEVER])),
    }),
  }
}
