import { listen } from './listen'

/** Runs when the page is shown again, and after a navigation within it. Returns the cleanup. */
export function onPageChange(run: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget }
  const stops = [
    listen(document, 'visibilitychange', () => {
      if (!document.hidden) run()
    }),
    navigation ? listen(navigation, 'navigatesuccess', run) : onAddressChange(run),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/**
 * Without the Navigation API nothing announces `pushState`, and patching `history` breaks pages. A page that has another
 * address draws something else, though: then the address is compared.
 */
function onAddressChange(run: () => void): () => void {
  let address = location.href
  const compare = (): void => {
    if (location.href === address) return
    address = location.href
    run()
  }
  const observer = new MutationObserver(compare)
  observer.observe(document, { subtree: true, childList: true, characterData: true })
  const stop = listen(window, 'popstate hashchange click keyup', compare)
  return () => {
    observer.disconnect()
    stop()
  }
}
