import { listen } from './listen'

/**
 * Runs when the page is shown again, and after a navigation within it. Without the Navigation API nothing announces those:
 * patching `history` breaks pages, and whatever else happens in the page makes the loop look as well. Returns the cleanup.
 */
export function onPageChange(run: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget }
  const stops = [
    listen(document, 'visibilitychange', () => {
      if (!document.hidden) run()
    }),
    navigation && listen(navigation, 'navigatesuccess', run),
  ]
  return () => {
    for (const stop of stops) stop?.()
  }
}
