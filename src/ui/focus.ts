/** Focus rules: the card never takes focus by itself, never loses it to a step that replaces another, and gives it back. */
export interface Focus {
  inside(): boolean
  /** Where the focused element is gone: on to what took its place, else to the step's heading. */
  keep(): void
  /** On closing: back to where the user came from, if the card has the focus. */
  giveBack(): void
}

export const keepFocus = (host: HTMLElement, root: ShadowRoot): Focus => {
  let before: EventTarget | null = null
  host.addEventListener('focusin', ({ relatedTarget }) => {
    // Within the root `relatedTarget` is retargeted to the host itself.
    if (relatedTarget && relatedTarget !== host) before = relatedTarget
  })
  const inside = () => root.activeElement !== null
  return {
    inside,
    keep() {
      if (!inside()) root.querySelector<HTMLElement>('[data-focus], h2')?.focus()
    },
    giveBack() {
      if (inside() && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
  }
}
