/** Listens to several events of one target; returns the one cleanup. A listener's error is the page's console's, as usual. */
export function listen(
  target: EventTarget,
  types: string,
  run: (event: Event) => void,
  options: AddEventListenerOptions = { passive: true },
): () => void {
  const each = types.split(' ')
  for (const type of each) target.addEventListener(type, run, options)
  return () => {
    for (const type of each) target.removeEventListener(type, run, options)
  }
}
