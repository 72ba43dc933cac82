/** Keeps the card above a phone's keyboard, which covers what is fixed to the bottom without resizing the page; for as long as `life` lasts. */
export default (host: HTMLElement, life: AbortSignal): void => {
  const view = window.visualViewport
  const place = (): void => {
    // Zoomed in, the rest of the page is out of view too, and nothing is covered.
    const covered = view && view.scale < 1.1 ? innerHeight - view.height - view.offsetTop : 0
    host.style.setProperty('--gl-covered', `${Math.max(0, Math.round(covered))}px`)
  }
  view?.addEventListener('resize', place, { signal: life })
}
