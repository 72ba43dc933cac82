/**
 * Keeps the card above a phone's on-screen keyboard, which covers what is fixed to the bottom without resizing the page: sets
 * `--gl-covered` on the host. Returns the cleanup.
 */
export function keepAboveKeyboard(host: HTMLElement): () => void {
  const viewport = window.visualViewport
  // An on-screen keyboard only comes up where a finger is the pointer.
  if (!viewport || !matchMedia('(pointer: coarse)').matches) return () => {}
  const update = (): void => {
    // Zoomed in, the rest of the page is out of view too, and nothing is covered.
    const covered = viewport.scale < 1.1 ? innerHeight - viewport.height - viewport.offsetTop : 0
    host.style.setProperty('--gl-covered', `${Math.max(0, Math.round(covered))}px`)
  }
  viewport.addEventListener('resize', update)
  return () => viewport.removeEventListener('resize', update)
}
