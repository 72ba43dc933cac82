/** Languages by BCP 47: which the playbook speaks, which of them a reader gets, and which way they run. */
import { isPlain, own } from './plain'
import type { Playbook } from './schema'

/** The playbook's languages, the default first. @default ['en'] */
export const languagesOf = (playbook: Pick<Playbook, 'languages'>): string[] => playbook.languages ?? ['en']

/** Whether a tag is well formed, so that numbers and dates can be written in it. */
export const isLanguage = (tag: string): boolean => {
  try {
    return !!Intl.getCanonicalLocales(tag)[0]
  } catch {
    return false
  }
}

const script = (tag: string): string | undefined => {
  try {
    return new Intl.Locale(tag).maximize().script
  } catch {
    return undefined
  }
}

/**
 * The best of `available` for the languages someone `wanted`, best first: the tag itself, then it shortened part by part
 * (RFC 4647 lookup), then another region of the same language and script, then the same language; else the first available.
 */
export const chooseLanguage = (wanted: readonly string[], available: readonly string[]): string => {
  for (const tag of wanted.map((one) => one.replaceAll('_', '-').toLowerCase())) {
    const rank = (one: string): number => {
      const [primary = ''] = one.split('-')
      if (!begins(tag, primary)) return 0
      return begins(tag, one) ? one.length : script(one) === script(tag) ? 1 : 0.5
    }
    const [best] = available.filter(rank).sort((a, b) => rank(b) - rank(a))
    if (best) return best
  }
  return available[0] ?? 'en'
}

/** Whether a tag is another one, shortened by some of its parts or none. */
const begins = (tag: string, part: string): boolean => `${tag}-`.startsWith(`${part.toLowerCase()}-`)

/** Of what is said once or by language, what the reader gets. */
export const inLanguage = <T>(said: T | Record<string, T>, language: string, fallback: string): T | undefined =>
  isPlain(said) ? ((own(said, language) ?? own(said, fallback)) as T | undefined) : said

/** The direction the language's script runs in. */
export const direction = (tag: string): 'ltr' | 'rtl' =>
  /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/.test(`${script(tag)}`) ? 'rtl' : 'ltr'
