/** What the parts of the loop share. */
import type { ThemeMode } from '../api'
import type { Facts } from '../ask/circumstances'
import type { Host } from '../host/host'
import type { Book } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Answers } from './answers'
import type { Keeper } from './keeper'
import type { Wording } from './wording'

export interface Context {
  host: Host
  playbook: CompiledPlaybook
  keeper: Keeper
  answers: Answers
  /** The card's language: one of the playbook's. */
  language(): string
  /** The interface's words in that language. */
  wording: Wording
  theme(): ThemeMode
  /** Moves the focus to the open card and back. Empty: none does. */
  hotkey: string
  /** Runs after the language or the theme has changed. Returns the unsubscribe. */
  onAppearance(listener: () => void): () => void
  facts(book: Book): Facts
  /** The element of the page that shows the card of this action, or its reminder. Undefined: the corner. */
  container(action: string, what?: 'card' | 'reminder'): Element | undefined
  /** Tells the vendor's engineer what went wrong. */
  report(problem: unknown): void
}
