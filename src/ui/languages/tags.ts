/** Which languages the interface is in, besides the playbook's own texts, and which of them a reader gets. */
import { chooseLanguage } from '../../playbook/language'

/** BCP 47. English comes first: it is built in, and what readers of any language that is not here get. */
export const TAGS = [
  'en',
  ...['es', 'pt', 'pt-BR', 'fr', 'de', 'it', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'bg'],
  ...['el', 'tr', 'uk', 'ru', 'ar', 'he', 'fa', 'hi', 'id', 'vi', 'th', 'ja', 'ko', 'zh-Hans', 'zh-Hant'],
] as const

export type Tag = (typeof TAGS)[number]

/** The interface's language for a card in `language`. English where there is none. */
export const interfaceLanguage = (language: string): Tag => chooseLanguage([language], TAGS) as Tag
