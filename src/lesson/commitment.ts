/** Commitments in the book: made at a lesson, come back to at the next ask about the same action. */
import type { Book, Commitment } from '../moment/book'

const withCommitment = (book: Book, commitment: Commitment): Book => ({
  ...book,
  commitments: { ...book.commitments, [commitment.id]: commitment },
})

/** Writes a commitment down; `text` as the user read it. */
export const committed = (book: Book, commitment: Omit<Commitment, 'updated'>): Book =>
  withCommitment(book, { ...commitment, updated: commitment.at })

/** "Did you?" An id that is not in the book changes nothing. */
export const reviewed = (book: Book, id: string, did: 'yes' | 'partly' | 'no', now: number): Book => {
  const commitment = book.commitments[id]
  return commitment
    ? withCommitment(book, { ...commitment, did, reviewed: now, updated: Math.max(now, commitment.updated) })
    : book
}

/** The commitment the next ask about an action comes back to: the latest, unless it was reviewed already. A newer one replaces an older. */
export const standing = (book: Book, action: string): Commitment | undefined => {
  const [latest] = Object.values(book.commitments)
    .filter((commitment) => commitment.action === action)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  return latest?.reviewed === undefined ? latest : undefined
}
