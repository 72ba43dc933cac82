/** Languages as BCP 47 tags: which of a playbook's languages a reader gets, and which direction a language is written in. */
import { defaults } from './defaults'
import { isPlain, own } from './plain'

/** The playbook's languages. The first is the default. @default ['en'] */
export const languagesOf = ({ languages = [...defaults.languages] }: { languages?: string[] | undefined }): string[] =>
  languages

/** Whether a tag is well formed, so that `Intl` can format numbers and dates for it. */
export const isLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

/** The script a language is usually written in, such as `Latn`. */
const scriptOf = (tag: string): string | undefined => {
  try {
    return new Intl.Locale(tag).maximize().script
  } catch {
    return undefined
  }
}

/** Tags that mean the same language: the macrolanguage of the two Norwegian ones, and codes that ISO 639 has replaced. */
const ALIASES: Record<string, string> = { no: 'nb', nn: 'nb', iw: 'he', in: 'id', ji: 'yi', mo: 'ro' }

/** In lower case, with hyphens, and the language by its present code. */
const normalized = (tag: string): string => {
  const [primary = '', ...subtags] = tag.replaceAll('_', '-').toLowerCase().split('-')
  return [Object.hasOwn(ALIASES, primary) ? ALIASES[primary] : primary, ...subtags].join('-')
}

/** Whether `tag` is `prefix`, or `prefix` with further subtags. */
const startsWithTag = (tag: string, prefix: string): boolean => `${tag}-`.startsWith(`${prefix.toLowerCase()}-`)

/**
 * The best of `available` for the languages someone wants, best first: the tag itself, then the tag with subtags removed
 * from its end (lookup as in RFC 4647), then another region of the same language and script, then the same language, under
 * whatever code. If nothing fits, the first available.
 */
export const chooseLanguage = (wanted: readonly string[], available: readonly string[]): string => {
  for (const one of wanted) {
    const tag = normalized(one)
    const rank = (candidate: string): number => {
      const normal = normalized(candidate)
      const [primary = ''] = normal.split('-')
      if (!startsWithTag(tag, primary)) return 0
      // The very one before another of the same meaning.
      if (startsWithTag(tag, normal)) return candidate.length + (candidate.toLowerCase() === one.toLowerCase() ? 1 : 0)
      return scriptOf(normal) === scriptOf(tag) ? 1 : 0.5
    }
    const [best] = available.filter(rank).sort((a, b) => rank(b) - rank(a))
    if (best) return best
  }
  return available[0] ?? defaults.languages[0]
}

/** The value for a language, where a value is either the same in every language or an object by language. */
export const inLanguage = <T>(value: T | Record<string, T>, language: string, fallback: string): T | undefined =>
  isPlain(value) ? ((own(value, language) ?? own(value, fallback)) as T | undefined) : value

/**
 * Languages that are written in one direction wherever they are spoken. Asking `Intl` about any other costs milliseconds
 * the first time, since it loads the likely-subtags data.
 */
const RIGHT_TO_LEFT = new Set('ar he fa ur'.split(' '))
const LEFT_TO_RIGHT = new Set(
  'en de fr es it pt nl pl sv da nb nn no fi cs sk hu ro bg el uk ru tr ja ko zh vi id th hi et lv lt sl hr is ca ga bn ta te'.split(
    ' ',
  ),
)
const RIGHT_TO_LEFT_SCRIPTS = new Set('Adlm Arab Hebr Nkoo Rohg Syrc Thaa'.split(' '))

/** The direction a language is written in. Unknown tags are left to right. */
export const direction = (tag: string): 'ltr' | 'rtl' => {
  const [primary = '', ...subtags] = tag.toLowerCase().split('-')
  const namesScript = subtags.some((subtag) => subtag.length === 4)
  if (!namesScript && LEFT_TO_RIGHT.has(primary)) return 'ltr'
  if (!namesScript && RIGHT_TO_LEFT.has(primary)) return 'rtl'
  return RIGHT_TO_LEFT_SCRIPTS.has(scriptOf(tag) ?? '') ? 'rtl' : 'ltr'
}
