/** Ratings in the book, read in order. */
import type { Book, Rating } from '../moment/book'
import { ofAction } from '../moment/records'

/** The ratings of one action, oldest first. */
export const ratingsOf = (book: Book, action: string): Rating[] => ofAction(book.ratings, action)
