/** Texts that are the same in every language of a playbook with several: allowed, for names and figures; sentences want translating. */
import { finding } from './finding'
import { languagesOf } from './language'
import type { Problem } from './problem'
import type { Playbook } from './schema'
import type { Said } from './texts'

/** Fewer words may be a name, a price or a term. */
const SENTENCE = 4

const words = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length

export const untranslated = (playbook: Playbook, texts: readonly Said[]): Problem[] => {
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
    finding(
      first.path,
      'untranslated',
      `${and} the same in ${languages.join(', ')}`,
      `To translate, write { ${each} }.`,
    ),
  ]
}
