/** Which URLs a playbook may hold and a card may link to: `https:`, `mailto:` and same-site paths (CONTRACT 3). */
import { own } from './plain'
import type { Url } from './schema'

/** Any site will do: what counts is whether a path can leave it. */
const SITE = 'https://site.invalid'

/**
 * The URL itself when it is safe to link to, else undefined. Judged by the parser the browser will use, too: patterns
 * alone have been talked round by `java\nscript:`, `/\evil.example` and `https://good.example@evil.example`.
 */
export const safeUrl = (url: string): string | undefined => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (!url || /[\0-\x1f\x7f-\x9f\\]|^\s|\s$|^\/\//.test(url)) return undefined
  const absolute = /^[a-z][a-z\d+.-]*:/i.test(url)
  try {
    const { username, password, origin } = new URL(url, SITE)
    const allowed = absolute ? /^(https:\/\/[^/]|mailto:.)/i.test(url) : origin === SITE
    return allowed && !username && !password ? url : undefined
  } catch {
    return undefined
  }
}

/** The URL for a language, else the one for `fallback`; undefined when there is none or it is not safe. */
export const urlIn = (url: Url, language: string, fallback: string): string | undefined => {
  return safeUrl(typeof url === 'string' ? url : (own(url, language) ?? own(url, fallback) ?? ''))
}
