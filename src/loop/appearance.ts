/** The card's language and theme, and their changes. */
import type { ThemeMode } from '../api'
import { pageLanguages } from '../host/document'
import { chooseLanguage } from '../playbook/language'
import { createListeners } from './listeners'

export interface Appearance {
  /** The playbook's language that suits the user best. */
  language(): string
  /** An empty tag returns to the page's own language. */
  setLanguage(tag: string): void
  theme(): ThemeMode
  setTheme(theme: ThemeMode): void
  onChange(listener: () => void): () => void
}

export function createAppearance(
  given: { language?: string | undefined; theme?: ThemeMode | undefined },
  languages: readonly string[],
): Appearance {
  let { language, theme = 'auto' } = given
  const changes = createListeners<void>()
  return {
    language() {
      return chooseLanguage(language ? [language, ...pageLanguages()] : pageLanguages(), languages)
    },
    setLanguage(tag) {
      language = `${tag}`
      changes.notify()
    },
    theme: () => theme,
    setTheme(next) {
      theme = next
      changes.notify()
    },
    onChange: changes.add,
  }
}
