/** Who came from the button by keyboard goes on in the card, which by itself never takes the focus. Returns what stops the wait. */
export function followCard(): () => void {
  const observer = new MutationObserver(() => {
    const heading = document.querySelector('gainloop-card')?.shadowRoot?.querySelector('h2')
    if (!heading) return
    observer.disconnect()
    // Elsewhere by now? Then that is where the user wants to be.
    if (document.activeElement === document.body) heading.focus()
  })
  observer.observe(document, { childList: true, subtree: true })
  return () => observer.disconnect()
}
