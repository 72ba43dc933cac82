/** Ratings in the book: written, explained, read in order. */
import type { Book, Rating } from '../moment/book'

/** The ratings of one action, oldest first. */
export const ratingsOf = (book: Book, action: string): Rating[] =>
  Object.values(book.ratings)
    .filter((rating) => rating.action === action)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

const withRating = (book: Book, rating: Rating): Book => ({
  ...book,
  ratings: { ...book.ratings, [rating.id]: rating },
})

/** Writes a rating down. The same id again is a changed answer: the later one stands, the lesson shown is kept. */
export const rated = (book: Book, rating: Rating): Book => {
  const lesson = rating.lesson ?? book.ratings[rating.id]?.lesson
  return withRating(book, lesson === undefined ? rating : { ...rating, lesson })
}

/** The reasons and words a user gives with a rating. */
export interface Explanation {
  obstacles?: string[]
  strengths?: string[]
  comment?: string
}

/** Adds reasons and comment to a rating; an id that is not in the book changes nothing. */
export const explained = (book: Book, id: string, explanation: Explanation, now: number): Book => {
  const rating = book.ratings[id]
  return rating ? withRating(book, { ...rating, ...explanation, updated: Math.max(now, rating.updated) }) : book
}
