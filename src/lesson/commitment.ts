/** Commitments in the book: made at a lesson, come back to at the next ask about the same action. */
import type { Book, Commitment } from '../moment/book'
import { ofAction } from '../moment/records'

/** The commitment the next ask about an action comes back to: the latest, unless it was reviewed already. A newer one replaces an older. */
export const standing = (book: Book, action: string): Commitment | undefined => {
  const latest = ofAction(book.commitments, action).at(-1)
  return latest?.reviewed ? undefined : latest
}
