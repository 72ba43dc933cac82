/** What the languages of a playbook lack: texts that are the same in all of them, and words of the card in one of them. */
import { isPlain } from '../playbook/plain'
import { languagesOf } from '../playbook/language'
import type { Playbook } from '../playbook/schema'
import type { Wording } from './contents'
import { interfaceLanguage } from '../ui/languages/tags'
import { interfaceKeys } from './interface-keys'
import { type Problem, warning } from './problem'

/** Fewer words than this may be a name, a price or a term. The interface has none of these. */
const SENTENCE = 4
const fewest = ({ role }: Wording): number => (role === 'interface' ? 1 : SENTENCE)

const words = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length

export const untranslated = (playbook: Playbook, texts: readonly Wording[]): Problem[] => {
  const languages = languagesOf(playbook)
  if (languages.length < 2) return []
  const same = texts.filter(
    (text) => !text.path.slice(-2).some((part) => languages.includes(`${part}`)) && words(text.string) >= fewest(text),
  )
  const [first, ...others] = same
  if (!first) return []
  const and = others.length ? `this text and ${others.length} other${others.length > 1 ? 's' : ''} are` : 'this text is'
  const each = languages.map((language) => `"${language}": "…"`).join(', ')
  return [
    warning(
      first.path,
      'untranslated',
      `${and} the same in ${languages.join(', ')}`,
      `To translate, write { ${each} }.`,
    ),
  ]
}

/** Languages in which the card's own words are English, and the playbook has no others. */
export const withoutWords = (playbook: Playbook): Problem[] => {
  const { texts = {} } = playbook
  return languagesOf(playbook).flatMap((language, index) => {
    if (interfaceLanguage(language) !== 'en' || /^en\b/i.test(language)) return []
    const missing = interfaceKeys.filter((key) => {
      const text = Object.hasOwn(texts, key) ? texts[key] : undefined
      return text === undefined || (isPlain(text) && !Object.hasOwn(text, language))
    })
    if (missing.length === 0) return []
    const some = missing.length < interfaceKeys.length ? ` ${missing.length} of` : ''
    return [
      warning(
        ['languages', index],
        'language-without-words',
        `${language} is not among the languages of the card, so${some} its own words will be in English`,
        'Write them under "texts"; gainloop schema lists them all.',
      ),
    ]
  })
}
