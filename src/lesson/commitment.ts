/** Commitments: made at a lesson, and asked about at the next ask of the same action. */
import type { Book, Commitment } from '../moment/book'
import { ofAction } from '../moment/records'

/**
 * The commitment that the next ask of an action comes back to: the latest that stands, unless it was reviewed. A newer one
 * replaces an older one. One that was taken back is as if it had never been made.
 */
export const openCommitment = (book: Book, action: string): Commitment | undefined => {
  const latest = ofAction(book.commitments, action).findLast(({ withdrawn }) => !withdrawn)
  return latest?.reviewed ? undefined : latest
}
