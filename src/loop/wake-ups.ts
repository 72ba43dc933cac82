/** What in the page is a reason to look for a due ask. */
import { listen } from '../host/listen'

/**
 * Runs when the page is shown again, and after a navigation within it. Without the Navigation API there is no hearing of
 * those: patching `history` breaks pages, and every other reason to look decides anew as well. Returns the cleanup.
 */
export function listenToPage(look: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget }
  const stops = [
    listen(document, 'visibilitychange', () => {
      if (!document.hidden) look()
    }),
    navigation && listen(navigation, 'navigatesuccess', look),
  ]
  return () => {
    for (const stop of stops) stop?.()
  }
}
