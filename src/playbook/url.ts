/** Which URLs a playbook may hold and a card may link to: `https:`, `mailto:` and same-site paths (CONTRACT 3). */
import { inLanguage } from './language'
import type { Url } from './schema'

/** No other scheme, no other host, nothing that a browser drops or turns before it reads a URL. */
const SAFE =
  // they are what is refused
  /^(https:\/\/(?!\/)|mailto:(?=.)|(?!$|\s|\/\/|[a-z][a-z\d+.-]*:))[^\0-\x1f\x7f-\x9f\\]*(?<!\s)$/i

/**
 * The URL itself when it is safe to link to, else undefined. Judged by the parser the browser will use, too: patterns
 * alone have been talked round by `java\nscript:`, `/\evil.example` and `https://good.example@evil.example`.
 */
export const safeUrl = (url: string): string | undefined => {
  try {
    const { username, password } = new URL(url, 'https://site.invalid')
    return SAFE.test(url) && !username && !password ? url : undefined
  } catch {
    return undefined
  }
}

/** The URL for a language, else the one for `fallback`; undefined when there is none or it is not safe. */
export const urlIn = (url: Url, language: string, fallback: string): string | undefined =>
  safeUrl(inLanguage(url, language, fallback) ?? '')
