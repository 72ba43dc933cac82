/** Puts the card into the page, in an open shadow root of its own, and takes it out again without a trace. */
import { render } from 'preact'
import { direction } from '../playbook/language'
import { Card } from './Card'
import css from './card.css?inline'
import { keepFocus } from './focus'
import { type CardParts, fetchParts } from './parts'
import { announcement } from './status'
import { applyTheme } from './theme'
import { type CardModel, type Reports, type ThemeMode, viewOf } from './view'

export type { CardModel } from './view'

export interface CardOptions extends Omit<Reports, 'life'> {
  /** Shows the card inline in this element. @default the corner the playbook's theme names */
  container?: Element
  theme: ThemeMode
  parts: CardParts
}

export interface CardHandle {
  /** Shows a step, or the same step anew. */
  show(model: CardModel): void
  /** Whether it is still in the page. */
  connected(): boolean
  /** Leaves no element, listener or timer. */
  close(): void
}

/** How long a lesson waits for its content before it is shown without, in ms: within the 500 that a tap excuses a layout shift. */
const PATIENCE = 400
/** How long the status region is empty before it is filled, in ms: one that arrives filled is not read out. */
const BREATH = 150

export const openCard = ({ container, theme, parts, ...reports }: CardOptions): CardHandle => {
  // A name of our own, so that a page's rules for `div` don't meet it.
  const host = document.createElement('gainloop-card')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const focus = keepFocus(host, root)
  // Only where a finger is the pointer does a keyboard come up over the page.
  const phone = !container && matchMedia('(pointer:coarse)').matches
  const life = new AbortController()
  if (phone)
    parts
      .keyboard()
      .then((keyboard) => keyboard.default(host, life.signal))
      .catch(() => {})
  let latest: CardModel | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  // A page's hotkeys hear keys typed in a shadow root as if typed on the page.
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, (event) => event.stopPropagation())

  const attach = (position = 'bottom-end'): void => {
    if (container) return void (host.parentNode ?? container.append(host))
    host.dataset.position = position
    if (host.isConnected) return
    // Beside the body: a page that replaces its body keeps the card.
    document.documentElement.append(host)
    // The top layer, above every z-index; `manual` neither takes focus nor closes at a click outside.
    host.popover = 'manual'
    host.showPopover?.()
  }

  const after = (delay: number, run: () => void): void => {
    clearTimeout(timer)
    timer = setTimeout(run, delay)
  }

  const paint = (model: CardModel): void => {
    if (latest !== model) return
    const { playbook, language } = model
    applyTheme(host, playbook.theme)
    host.lang = language
    host.dir = direction(language)
    attach(playbook.theme?.position)
    const view = viewOf({ theme, ...model }, { ...reports, life: life.signal })
    focus.through(() => render(<Card {...view} />, root))
    after(BREATH, () => {
      const status = root.querySelector('[role=status]') as Element
      const words = announcement(view)
      if (status.textContent !== words) status.textContent = words
    })
  }

  return {
    show(model) {
      latest = model
      const content = fetchParts(model, parts)
      if (!content) return paint(model)
      after(PATIENCE, () => paint(model))
      content.then(() => paint(model))
    },
    // Without a language nothing was painted yet.
    connected: () => host.isConnected || !host.lang,
    close() {
      latest = undefined
      clearTimeout(timer)
      life.abort()
      focus.giveBack()
      render(null, root)
      host.remove()
    },
  }
}
