/** Puts the panel into the page, in a shadow root of its own, in the corner where the card is not. */
import { render } from 'preact'
import { direction } from '../playbook/language'
import { keepFocus } from '../ui/focus'
import type { Acts } from './acts'
import css from './debug.css?inline'
import { Panel, type PanelModel } from './Panel'

export interface Frame {
  show(model: PanelModel, language: string, position: string | undefined): void
  remove(): void
}

/** @param touched runs when the pointer comes to the panel: what it shows may have grown old */
export function openFrame(acts: Acts, touched: () => void): Frame {
  const host = document.createElement('gainloop-debug')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const focus = keepFocus(host, root)
  host.addEventListener('pointerenter', touched)
  // A page's hotkeys hear keys typed in a shadow root as if typed on the page.
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, (event) => event.stopPropagation())
  return {
    show(model, language, position) {
      host.dir = direction(language)
      host.dataset.corner = position === 'bottom-start' ? 'bottom-end' : 'bottom-start'
      focus.through(() => render(<Panel {...model} acts={acts} />, root))
      if (host.isConnected) return
      document.documentElement.append(host)
      // The top layer, as the card is: over the page, and under the card that opens after it.
      host.popover = 'manual'
      host.showPopover?.()
    },
    remove() {
      focus.giveBack()
      render(null, root)
      host.remove()
    },
  }
}
