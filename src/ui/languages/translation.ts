/** What the file of a language holds. */
import type { MessageId } from './en'

export type Messages = Record<MessageId, string>

/** How the card addresses its reader, in languages that have both. */
export type Address = 'formal' | 'informal'

export interface Translation {
  /** Every message, addressing the reader as good products in this language do. */
  messages: Messages
  /** The messages that differ in the other address. A language without such a pair has none. */
  formal?: Partial<Messages>
  informal?: Partial<Messages>
}
