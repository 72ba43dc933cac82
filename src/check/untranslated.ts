/** Sentences that are the same in every language of a playbook with several. Names and figures may well be. */
import { languagesOf } from '../playbook/language'
import type { Playbook } from '../playbook/schema'
import type { Wording } from './contents'
import { type Problem, warning } from './problem'

/** Fewer words than this may be a name, a price or a term. */
const SENTENCE = 4

const words = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length

export const untranslated = (playbook: Playbook, texts: readonly Wording[]): Problem[] => {
  const languages = languagesOf(playbook)
  if (languages.length < 2) return []
  const same = texts.filter(
    ({ path, string }) => !path.slice(-2).some((part) => languages.includes(`${part}`)) && words(string) >= SENTENCE,
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
