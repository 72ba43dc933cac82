/**
 * Whose book this page works on. A browser keeps one book, and the user named last owns it. A page that named somebody else
 * before goes on for its own user, with a book of its own that lasts as long as the page, until the stored one is that
 * user's again: what one user does never gets into another's book.
 */
import { type Book, emptyBook, type User } from '../moment/book'
import { merge } from '../moment/merge'
import { markSound, openBook } from '../moment/open-book'

interface State {
  /** The user this page named. Undefined: it goes by the user the browser has. */
  named?: User | undefined
  /** That user's book, as this page last had it. */
  mine?: Book | undefined
  /** `mine` holds what the stored book does not. */
  apart: boolean
  /** The user of the stored book when it was last seen, who stays the same when the storage loses it. */
  seen?: User | undefined
}

export interface Ownership {
  /** The book this page works on. */
  open(stored: unknown, now: number): Book
  /** What is to be stored now that this page has changed its book. Undefined: the stored book is another user's. */
  close(book: Book, stored: unknown): Book | undefined
  /** The stored book, whosever it is, for a page that names its user. */
  openAny(stored: unknown, now: number): Book
  /** What is to be stored now that the book is the named user's. */
  claim(book: Book, stored: unknown): Book
  /** The same now that the user has signed out and `book` is a new anonymous user's. */
  leave(book: Book, stored: unknown): Book | undefined
  /** The id of the user this page named. */
  user(): string | undefined
  /** Another tab has forgotten this user. */
  forgotten(id: string): void
  /** Nothing of what was known stays. */
  forget(anonymousId: string): void
  /** Returns what takes back every change since. */
  checkpoint(): () => void
}

export function createOwnership(firstAnonymousId: string): Ownership {
  /** One id per page until the first change writes it down. */
  let anonymousId = firstAnonymousId
  let state: State = { apart: false }

  /** Storage without a book, or with one that has been lost. */
  const blank = (now: number): Book => {
    const { named, seen } = state
    const user = named ?? seen
    return user ? { ...emptyBook(user.id, now), user } : emptyBook(anonymousId, now)
  }
  const note = (book: Book): Book => {
    const { named, apart } = state
    state = { ...state, seen: book.user, ...(named?.id === book.user.id && !apart && { mine: book }) }
    return book
  }
  const idOf = (stored: unknown): string => {
    const id: unknown = (stored as Partial<Book> | undefined)?.user?.id
    return typeof id === 'string' ? id : ''
  }
  const isForeign = (stored: unknown): boolean => {
    const id = idOf(stored)
    return id !== '' && state.named !== undefined && id !== state.named.id
  }

  return {
    open(stored, now) {
      const { named, mine, apart } = state
      const found = openBook(stored, '', now)
      if (!found.user.id) return (apart && mine) || blank(now)
      if (!named) return note(found)
      if (found.user.id === named.id) return apart && mine ? merge(found, mine) : note(found)
      return mine ?? blank(now)
    },
    close(book, stored) {
      const apart = isForeign(stored)
      markSound(book)
      state = { ...state, apart, ...(state.named && { mine: book }), ...(!apart && { seen: book.user }) }
      return apart ? undefined : book
    },
    openAny(stored, now) {
      const { mine, apart } = state
      if (apart && mine?.user.anonymous) return mine
      const found = openBook(stored, '', now)
      return found.user.id ? found : blank(now)
    },
    claim(book, stored) {
      const { mine, apart } = state
      const known = mine?.user.id === book.user.id && (apart || idOf(stored) !== book.user.id) ? mine : undefined
      const joined = known ? { ...merge(book, known), user: { ...known.user, ...book.user } } : book
      const { user } = joined
      state = { named: user, mine: joined, apart: false, seen: user }
      return joined
    },
    leave(book, stored) {
      if (isForeign(stored)) {
        state = { named: book.user, mine: book, apart: true, seen: state.seen }
        return undefined
      }
      anonymousId = book.user.id
      state = { apart: false, seen: book.user }
      return book
    },
    user: () => state.named?.id,
    forgotten(id) {
      const { named, mine, apart, seen } = state
      const gone = mine?.user.id === id
      state = {
        named,
        mine: gone ? undefined : mine,
        apart: apart && !gone,
        seen: seen?.id === id ? undefined : seen,
      }
    },
    forget(freshId) {
      anonymousId = freshId
      state = { apart: false }
    },
    checkpoint() {
      const before = state
      return () => {
        state = before
      }
    },
  }
}
