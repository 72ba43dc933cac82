/** The words of the interface: those of one language, chosen for a card. English is built in; each further one is a file of its own. */
import { en } from './en'
import type { Address, Messages, Translation } from './translation'

export type { MessageId } from './en'
export { interfaceLanguage } from './tags'
export type { Messages, Translation } from './translation'

/** The interface's messages, as a card shows them. */
export interface Words {
  /** BCP 47: what they are written in. Another language than the card's where the interface does not have that one. */
  language: string
  messages: Messages
}

export const english: Words = { language: 'en', messages: en }

/** @param address @default as good products in this language do */
export const wordsOf = (
  language: string,
  { messages, ...others }: Translation,
  address: Address | undefined,
): Words => ({
  language,
  // Of a file of another version a message may be missing.
  messages: { ...en, ...messages, ...(address && others[address]) },
})
