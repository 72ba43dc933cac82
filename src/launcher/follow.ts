/**
 * Moves the focus of a user who came from the button by keyboard into the card, which by itself never takes the focus. The card
 * may be in the page already, or wait for its content. Returns what stops the wait.
 */
export function followCard(): () => void {
  const observer = new MutationObserver(focusCard)

  function focusCard(): void {
    const heading = document.querySelector('gainloop-card')?.shadowRoot?.querySelector('h2')
    if (!heading) return
    observer.disconnect()
    // Elsewhere by now? Then that is where the user wants to be.
    if (document.activeElement === document.body) heading.focus()
  }

  observer.observe(document, { childList: true, subtree: true })
  focusCard()
  return () => observer.disconnect()
}
