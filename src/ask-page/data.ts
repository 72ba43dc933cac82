/** What the receiver writes into the page of an ask, for the page's script. */
import type { ThemeMode } from '../api'
import type { Book } from '../moment/book'
import type { Playbook } from '../playbook/schema'
import type { Translation } from '../ui/languages'

export interface AskPageData {
  playbook: Playbook
  book: Book
  /** The key of the ask that is open. Absent where it was answered before: then there is the lesson. */
  ask?: string
  /** The id of the lesson that the answer led to. */
  lesson?: string
  /** The page's own token: it may post what is answered here. */
  token: string
  language: string
  theme: ThemeMode
  /** The interface's words. English where there are none. */
  words?: Translation
  /** What is said once the card is gone: after an answer, and without one. */
  ends: { answered: string; unanswered: string }
}
