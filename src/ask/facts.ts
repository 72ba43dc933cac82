import type { Book } from '../moment/book'
import type { Playbook } from '../playbook/schema'

/** What is known of the user and the page at this instant; read again every time an ask is about to be shown. */
export interface Facts {
  traits?: Record<string, unknown>
  /** BCP 47. */
  language?: string
  device?: { kind: 'desktop' | 'tablet' | 'phone' }
  page?: { path: string; host: string }
  /** Asks already shown in this session (a tab's; it ends after 30 minutes without activity). @default 0 */
  session?: { asks: number } | undefined
  /** False until consent is given, where the vendor waits for it. @default true */
  consent?: boolean | undefined
  /** Why a card can't be opened just now; absent when it can. */
  busy?: 'typing' | 'modal' | 'hidden' | 'open' | 'other-tab' | undefined
}

/** All that decides whether an ask is shown. */
export interface Present {
  playbook: Playbook
  book: Book
  facts: Facts
  now: number
}
