/** What the card shows. */
import type { ThemeMode } from '../api'
import type { FlowState } from '../ask/flow'
import type { Playbook } from '../playbook/schema'
import type { Gain } from '../rating/gain'
import type { Words } from './languages'

/** Everything the card shows: plain data. It knows of no network, storage or clock. */
export interface CardModel {
  flow: FlowState
  playbook: Playbook
  /** BCP 47: one of the playbook's languages. */
  language: string
  /** The interface's words for that language. @default English */
  words?: Words
  /** BCP 47: the language that the user's own figures are typed in, the page's. @default `language` */
  typedIn?: string | undefined
  /** Values for placeholders, by root: `moment`, `metrics`, `user`, `goal`, `digest`, `gain`, `lesson`, `playbook`. */
  values: Record<string, unknown>
  /** The same for each lesson of the list, in its order. */
  shelfValues?: Record<string, unknown>[] | undefined
  /** When it is shown, in ms since 1970: days are told from it. @default the browser's clock */
  now?: number
  /** The key that moves the focus to the card and back. @default none */
  hotkey?: string
  gain?: Gain
  /** Overrides the theme the card was opened with. */
  theme?: ThemeMode
}
