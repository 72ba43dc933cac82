/** The languages of the interface. English is built in; each further one will be a chunk of its own. */
import { en, type MessageId } from './en'

export type { MessageId } from './en'
export type Messages = Record<MessageId, string>

/** The interface messages of a language; English where there is no translation. */
export const messagesFor = (_language: string): Messages => en
