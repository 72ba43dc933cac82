/** Focus rules: the card never takes the focus by itself, keeps it when a step replaces another, and gives it back on closing. */
import { useLayoutEffect } from 'preact/hooks'

const focus = (element: Element): void => (element as HTMLElement).focus({ preventScroll: true })

/**
 * When rendering removes the focused element, moves the focus to the element marked `data-focus` that took its place, or else
 * to the heading. Call it in the component that renders the change.
 */
export function useKeptFocus(root: ShadowRoot): void {
  const focused = root.activeElement
  const heading = root.querySelector('#title')
  useLayoutEffect(() => {
    if (!focused || root.activeElement) return
    // Moved, and so blurred: next to a node that is not ours, an extension's, Preact puts ours in their place anew.
    if (root.contains(focused)) return focus(focused)
    const title = root.querySelector('#title')
    const replacement = title === heading ? root.querySelector<HTMLElement>('[data-focus]') : null
    const target = replacement ?? title
    if (target) focus(target)
  })
}

/** On unmounting, returns the focus to where it came from, if it is still inside. */
export function useReturnedFocus(root: ShadowRoot): void {
  useLayoutEffect(() => {
    const { host } = root
    let before: HTMLElement | undefined
    const remember = ({ relatedTarget }: Event & { relatedTarget?: EventTarget | null }): void => {
      // Moves within the root have the host itself as their `relatedTarget`.
      if (relatedTarget && relatedTarget !== host) before = relatedTarget as HTMLElement
    }
    host.addEventListener('focusin', remember)
    return () => {
      host.removeEventListener('focusin', remember)
      if (root.activeElement) before?.focus({ preventScroll: true })
    }
  }, [root])
}
