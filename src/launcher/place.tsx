/** The button in the page, in an open shadow root of its own, where the card will be. */
import { render } from 'preact'
import { direction } from '../playbook/language'
import type { Theme } from '../playbook/schema'
import { icon } from '../ui/icon'
import { applyTheme } from '../ui/theme'
import css from './launcher.css?inline'

export interface Looks {
  /** Whose it is: the landmark's name. */
  owner: string
  label: string
  /** BCP 47. */
  language: string
  theme: Theme | undefined
  shade: 'auto' | 'light' | 'dark'
}

export interface Place {
  show(looks: Looks): void
  /** Whether the user's focus is on the button. */
  focused(): boolean
  focus(): void
  /** Leaves no element. */
  remove(): void
}

const BOOKMARK = 'M6 3.5h8v13l-4-3-4 3z'

export function createPlace(press: () => void): Place {
  const host = document.createElement('gainloop-launcher')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  // A page's hotkeys hear keys typed in a shadow root as if typed on the page.
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, (event) => event.stopPropagation())
  return {
    show({ owner, label, language, theme, shade }) {
      applyTheme(host, theme)
      host.lang = language
      host.dir = direction(language)
      host.dataset.position = theme?.position ?? 'bottom-end'
      const scheme = shade === 'auto' ? 'light dark' : shade
      render(
        <section class="card" aria-label={owner} data-theme={shade} style={{ 'color-scheme': scheme }}>
          <button type="button" onClick={press}>
            {icon(BOOKMARK)}
            <span>{label}</span>
          </button>
        </section>,
        root,
      )
      // Beside the body: a page that replaces its body keeps it.
      if (!host.isConnected) document.documentElement.append(host)
    },
    focused: () => !!root.activeElement,
    focus: () => root.querySelector('button')?.focus(),
    remove() {
      render(null, root)
      host.remove()
    },
  }
}
