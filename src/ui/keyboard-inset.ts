/** What a phone's on-screen keyboard does to the card: it covers what is fixed to the bottom, without resizing the page. */

/** Lifts the card above the keyboard: sets `--gl-covered` on the host. Returns the cleanup. */
export function keepAboveKeyboard(host: HTMLElement): () => void {
  const viewport = window.visualViewport
  // An on-screen keyboard only comes up where a finger is the pointer.
  if (!viewport || !matchMedia('(pointer: coarse)').matches) return () => {}
  const root = host.shadowRoot
  /** The field that is typed into, into what is left of the window. */
  const reveal = (): void => {
    const field = root?.activeElement
    if (field?.matches('input:not([type=radio], [type=checkbox]), textarea')) field.scrollIntoView({ block: 'nearest' })
  }
  const update = (): void => {
    // Zoomed in, the rest of the page is out of view too, and nothing is covered.
    const covered = viewport.scale < 1.1 ? innerHeight - viewport.height - viewport.offsetTop : 0
    host.style.setProperty('--gl-covered', `${Math.max(0, Math.round(covered))}px`)
    reveal()
  }
  viewport.addEventListener('resize', update)
  // The keyboard is up already when the next field is gone to.
  root?.addEventListener('focusin', reveal)
  return () => {
    viewport.removeEventListener('resize', update)
    root?.removeEventListener('focusin', reveal)
  }
}
