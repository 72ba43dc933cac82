/** Which URLs a playbook may hold and a card may link to: `https:`, `mailto:` and same-site paths. */
import { inLanguage } from './language'
import type { Url } from './schema'

/** No other scheme, no other host, and no characters that a browser drops or changes before it parses a URL. */
const SAFE =
  // Control characters are what this pattern refuses.
  /^(https:\/\/(?!\/)|mailto:(?=.)|(?!$|\s|\/\/|[a-z][a-z\d+.-]*:))[^\0-\x1f\x7f-\x9f\\]*(?<!\s)$/i

/**
 * The URL itself if it is safe to link to. The parser the browser will use has its say as well: patterns alone let through
 * `java\nscript:`, `/\evil.example` and `https://good.example@evil.example`.
 * @returns undefined for a URL that is not safe
 */
export const safeUrl = (url: string): string | undefined => {
  try {
    const { username, password } = new URL(url, 'https://site.invalid')
    return SAFE.test(url) && !username && !password ? url : undefined
  } catch {
    return undefined
  }
}

/** The URL for a language, else the one for `fallback`. Undefined when there is none or it is not safe. */
export const urlIn = (url: Url, language: string, fallback: string): string | undefined =>
  safeUrl(inLanguage(url, language, fallback) ?? '')
