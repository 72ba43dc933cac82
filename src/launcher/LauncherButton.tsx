/** The button back to the lessons, in a shadow root of its own, where the card will be. */
import { render } from 'preact'
import { direction } from '../playbook/language'
import type { Theme } from '../playbook/schema'
import type { ThemeMode } from '../api'
import { inItsLanguage } from '../ui/foreign-words'
import { Icon } from '../ui/Icon'
import { attachToPage, createShadowHost } from '../ui/shadow-host'
import { applyTheme } from '../ui/theme'
import css from './launcher.css?inline'

interface LauncherButtonProps {
  /** The product's name: names the landmark. */
  owner: string
  label: string
  /** BCP 47: what the label is written in, where that is another language than the card's. */
  labelLanguage: string | undefined
  shade: ThemeMode
}

export interface Looks extends LauncherButtonProps {
  /** BCP 47. */
  language: string
  theme: Theme | undefined
}

export interface LauncherHandle {
  show(looks: Looks): void
  /** Whether the user's focus is on the button. */
  focused(): boolean
  focus(): void
  /** Leaves no element. */
  remove(): void
}

const BOOKMARK = 'M6 3.5h8v13l-4-3-4 3z'

const LauncherButton = ({ owner, label, labelLanguage, shade, onClick }: LauncherButtonProps & { onClick(): void }) => (
  <section
    class="card"
    aria-label={owner}
    data-theme={shade}
    style={{ colorScheme: shade === 'auto' ? 'light dark' : shade }}
  >
    <button type="button" onClick={onClick}>
      <Icon path={BOOKMARK} />
      <span>{inItsLanguage(labelLanguage, label)}</span>
    </button>
  </section>
)

export function createLauncherButton(onClick: () => void): LauncherHandle {
  const { host, root } = createShadowHost('gainloop-launcher', css)
  return {
    show({ language, theme, ...props }) {
      applyTheme(host, theme)
      host.lang = language
      host.dir = direction(language)
      host.dataset.position = theme?.position ?? 'bottom-end'
      render(<LauncherButton {...props} onClick={onClick} />, root)
      if (!host.isConnected) attachToPage(host)
    },
    focused: () => Boolean(root.activeElement),
    focus: () => root.querySelector('button')?.focus(),
    remove() {
      render(null, root)
      host.remove()
    },
  }
}
