/** Puts the card into the page, in an open shadow root of its own, and takes it out again without a trace. */
import { h, render } from 'preact'
import { direction } from '../playbook/language'
import { Card, stepOf } from './Card'
import css from './card.css?inline'
import { keepFocus } from './focus'
import { aboveKeyboard } from './keyboard'
import { fetchParts, partsCss } from './parts'
import { applyTheme } from './theme'
import { type CardModel, type Reports, type ThemeMode, viewOf } from './view'

export type { CardModel } from './view'

export interface CardOptions extends Reports {
  /** Shows the card inline in this element. @default the corner the playbook's theme names */
  container?: Element
  theme: ThemeMode
}

export interface CardHandle {
  /** Shows a step, or the same step anew. */
  show(model: CardModel): void
  /** Leaves no element and no listener. */
  close(): void
}

/** How long a step waits for its part before it is shown without, in ms: within the 500 that a tap excuses a layout shift. */
const PATIENCE = 400

export const openCard = ({ container, theme, send, newId }: CardOptions): CardHandle => {
  // A name of our own, so that a page's rules for `div` don't meet it.
  const host = document.createElement('gainloop-card')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  root.adoptedStyleSheets = [sheet]
  const focus = keepFocus(host, root)
  const cleanup = container ? undefined : aboveKeyboard(host)
  let worn = ''
  let latest: CardModel | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  // A page's hotkeys hear keys typed in a shadow root as if typed on the page.
  for (const type of ['keydown', 'keyup', 'keypress'] as const)
    root.addEventListener(type, (event) => event.stopPropagation())

  const attach = (position: string): void => {
    if (container) return void (host.parentNode ?? container.append(host))
    host.dataset.position = position
    if (host.isConnected) return
    // Beside the body: a page that replaces its body keeps the card.
    document.documentElement.append(host)
    // The top layer, above every z-index; `manual` neither takes focus nor closes at a click outside.
    host.popover = 'manual'
    host.showPopover?.()
  }

  const paint = (): void => {
    clearTimeout(timer)
    if (!latest || !stepOf(latest.flow.step)) return
    const { playbook, language } = latest
    const looks = css + partsCss().join('')
    // Replacing it with the same rules would have the page style the card anew.
    if (looks !== worn) sheet.replaceSync(looks)
    worn = looks
    applyTheme(host, playbook.theme)
    host.lang = language
    host.dir = direction(language)
    attach(playbook.theme?.position ?? 'bottom-end')
    const view = viewOf({ theme, ...latest }, { send, newId })
    focus.through(() => render(h(Card, view), root))
  }

  return {
    show(model) {
      latest = model
      const parts = fetchParts(model)
      if (!parts) return paint()
      clearTimeout(timer)
      timer = setTimeout(paint, PATIENCE)
      parts.then(() => latest === model && paint())
    },
    close() {
      latest = undefined
      clearTimeout(timer)
      cleanup?.()
      focus.giveBack()
      render(null, root)
      host.remove()
    },
  }
}
