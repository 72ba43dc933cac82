/** Everything that decides whether an ask is shown. */
import type { Book } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'

/** What is known of the user and the page at this instant. It is read again every time an ask is about to be shown. */
export interface Facts {
  traits?: Record<string, unknown>
  /** The kind of lesson that the user took when offered several. */
  preference?: string | undefined
  /** The company or workspace that the user acts for. */
  account?: { id: string; traits?: Record<string, unknown> } | undefined
  /** BCP 47. */
  language?: string
  device?: { kind: 'desktop' | 'tablet' | 'phone' }
  page?: { path: string; host: string }
  /** Asks already shown in this session. A session is a tab's, and ends after 30 minutes without activity. @default 0 */
  session?: { asks: number } | undefined
  /** False until consent is given, where the vendor waits for it. @default true */
  consent?: boolean | undefined
  /** Why a card can't open now. Absent when it can. */
  busy?: 'hidden' | 'loading' | 'typing' | 'modal' | 'open' | 'other-tab' | undefined
}

export interface Circumstances {
  playbook: CompiledPlaybook
  book: Book
  facts: Facts
  /** Milliseconds since 1970. */
  now: number
}
