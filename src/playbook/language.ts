/** Languages by BCP 47: which the playbook speaks, which of them a reader gets, and which way they run. */
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
  for (const tag of wanted) {
    const parts = tag.replaceAll('_', '-').toLowerCase().split('-')
    for (let length = parts.length; length; length--) {
      const found = available.find((one) => one.toLowerCase() === parts.slice(0, length).join('-'))
      if (found) return found
    }
    const related = available.filter((one) => one.toLowerCase().split('-')[0] === parts[0])
    const found = related.find((one) => script(one) === script(parts.join('-'))) ?? related[0]
    if (found) return found
  }
  return available[0] ?? 'en'
}

/** The direction the language's script runs in. */
export const direction = (tag: string): 'ltr' | 'rtl' =>
  /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/.test(script(tag) ?? '') ? 'rtl' : 'ltr'
