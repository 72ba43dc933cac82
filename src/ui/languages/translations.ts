/** The files of the interface's languages, each a chunk of its own. */
import type { Tag } from './tags'
import type { Translation } from './translation'

/** A language that has a file. English is built in. */
export type Translated = Exclude<Tag, 'en'>

export const translations: Record<Translated, () => Promise<{ translation: Translation }>> = {
  es: () => import('./es'),
  pt: () => import('./pt'),
  'pt-BR': () => import('./pt-BR'),
  fr: () => import('./fr'),
  de: () => import('./de'),
  it: () => import('./it'),
  nl: () => import('./nl'),
  sv: () => import('./sv'),
  da: () => import('./da'),
  nb: () => import('./nb'),
  fi: () => import('./fi'),
  pl: () => import('./pl'),
  cs: () => import('./cs'),
  sk: () => import('./sk'),
  hu: () => import('./hu'),
  ro: () => import('./ro'),
  bg: () => import('./bg'),
  el: () => import('./el'),
  tr: () => import('./tr'),
  uk: () => import('./uk'),
  ru: () => import('./ru'),
  ar: () => import('./ar'),
  he: () => import('./he'),
  fa: () => import('./fa'),
  hi: () => import('./hi'),
  id: () => import('./id'),
  vi: () => import('./vi'),
  th: () => import('./th'),
  ja: () => import('./ja'),
  ko: () => import('./ko'),
  'zh-Hans': () => import('./zh-Hans'),
  'zh-Hant': () => import('./zh-Hant'),
}
