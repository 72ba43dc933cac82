/** What a page says, in the reader's language: the playbook's own wording, else the card's. */
import type { CompiledPlaybook } from '../../playbook/compiled'
import { chooseLanguage } from '../../playbook/language'
import { plainText } from '../../playbook/text'
import { english, interfaceLanguage, type MessageId, type Translation, wordsOf } from '../../ui/languages'
import { translations } from '../../ui/languages/translations'

export interface PageWords {
  /** BCP 47, of the playbook's languages. */
  language: string
  /** The words of the card. Undefined in English, which the card has. */
  translation: Translation | undefined
  /** The playbook's name. */
  name: string
  say(id: MessageId): string
}

/** The languages of a browser, the best first: `accept-language`, RFC 9110, section 12.5.4. */
export function acceptedLanguages(header: string | null): string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/)
      return { tag, rank: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, rank }) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(tag) && rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ tag }) => tag)
}

/** @param wanted the reader's languages, the best first */
export async function pageWords(playbook: CompiledPlaybook, wanted: readonly string[]): Promise<PageWords> {
  const { languages, texts, source } = playbook
  const language = chooseLanguage(wanted, languages)
  const tag = interfaceLanguage(language)
  const translation = tag === 'en' ? undefined : (await translations[tag]()).translation
  const { messages } = translation ? wordsOf(language, translation, source.address) : english
  const context = { language, fallback: languages[0] ?? language, values: {}, metrics: {} }
  return {
    language,
    translation,
    name: plainText(playbook.name, context),
    say: (id) => (texts[id] === undefined ? messages[id] : plainText(texts[id], context)),
  }
}
