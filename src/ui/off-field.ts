/** Keeps what stands in a corner off the field that the user types into. */

import { deepActiveElement } from './focus'

const FIELD = 'input,textarea,select,[contenteditable]'
/** What moves the focus, or a field that grows as it is typed into. */
const EVENTS = ['focusin', 'input', 'scroll']

function fieldInFocus(): Element | undefined {
  const focused = deepActiveElement()
  return focused?.matches(FIELD) ? focused : undefined
}

function overlap(host: Element, field: Element): boolean {
  const [a, b] = [host.getBoundingClientRect(), field.getBoundingClientRect()]
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/**
 * Moves the host to the other edge while it would cover the field in focus, and out of sight where it would cover it there too.
 * Sets `data-position` and `data-off`. Returns the cleanup.
 */
export function keepOffField(host: HTMLElement): () => void {
  const home = host.dataset.position ?? 'bottom-end'
  const [edge, side] = home.split('-')
  const away = `${edge === 'top' ? 'bottom' : 'top'}-${side}`

  const place = (): void => {
    const field = fieldInFocus()
    delete host.dataset.off
    for (const position of [home, away]) {
      host.dataset.position = position
      if (!field || !overlap(host, field)) return
    }
    host.dataset.position = home
    host.dataset.off = ''
  }
  // Also the page's own scrolling elements, whose events do not bubble.
  for (const type of EVENTS) document.addEventListener(type, place, { capture: true, passive: true })
  place()
  return () => {
    for (const type of EVENTS) document.removeEventListener(type, place, { capture: true })
  }
}
