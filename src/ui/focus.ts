/** Focus rules: the card never takes focus by itself, never loses it to a step that replaces another, and gives it back. */
export interface Focus {
  /** Runs `paint`; where it takes the focused element away, moves the focus to what took its place, else to the heading. */
  through(paint: () => void): void
  /** On closing: back to where the user came from, if the card has the focus. */
  giveBack(): void
}

export const keepFocus = (host: HTMLElement, root: ShadowRoot): Focus => {
  let before: HTMLElement | undefined
  host.addEventListener('focusin', ({ relatedTarget }) => {
    // Within the root `relatedTarget` is retargeted to the host itself.
    if (relatedTarget && relatedTarget !== host) before = relatedTarget as HTMLElement
  })
  const heading = () => root.querySelector('h2')
  return {
    through(paint) {
      const focused = root.activeElement
      const title = heading()
      paint()
      if (!focused || root.activeElement) return
      const instead = title === heading() && root.querySelector<HTMLElement>('[data-focus]')
      ;(instead || heading())?.focus()
    },
    giveBack() {
      if (root.activeElement) before?.focus({ preventScroll: true })
    },
  }
}
