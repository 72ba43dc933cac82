/** Captured, so that no page keeps an event from us, and passive. */
const OPTIONS = { capture: true, passive: true }

/** Listens to several events of one target; returns the one cleanup. A listener's error is the page's console's, as usual. */
export function listen(target: EventTarget, types: string, run: (event: Event) => void): () => void {
  const each = types.split(' ')
  for (const type of each) target.addEventListener(type, run, OPTIONS)
  return () => {
    for (const type of each) target.removeEventListener(type, run, OPTIONS)
  }
}
