/** A phone's sheet is pulled down by its head to close it. Returns the cleanup. */

/** How far it is pulled before it closes, in px. */
const FAR = 90

export function closeByPulling(host: HTMLElement, root: ShadowRoot): () => void {
  let from: number | undefined
  let pulled = 0
  const onDown = (event: Event): void => {
    const { pointerType, clientY, target } = event as PointerEvent
    const head = (target as Element).closest('.head')
    if (pointerType !== 'touch' || !head || (target as Element).closest('button')) return
    // Only a sheet has a head that does not scroll by touch.
    if (getComputedStyle(head).touchAction !== 'none') return
    from = clientY
    pulled = 0
  }
  const onMove = (event: Event): void => {
    if (from === undefined) return
    pulled = Math.max(0, (event as PointerEvent).clientY - from)
    host.style.setProperty('translate', `0 ${pulled}px`, 'important')
  }
  const onEnd = (): void => {
    if (from === undefined) return
    from = undefined
    host.style.removeProperty('translate')
    if (pulled > FAR) root.querySelector<HTMLElement>('.head button')?.click()
  }
  const listeners = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onEnd],
    ['pointercancel', onEnd],
  ] as const
  // On the host, which takes the pointer when the finger leaves the head.
  for (const [type, listener] of listeners) root.addEventListener(type, listener)
  return () => {
    for (const [type, listener] of listeners) root.removeEventListener(type, listener)
  }
}
