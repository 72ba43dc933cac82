/** Focus rules: the card never takes the focus by itself, keeps it when a step replaces another, and gives it back on closing. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { isHotkey } from './hotkey'

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

/** The focused element, within the open shadow roots of other components too. */
export function deepActiveElement(): HTMLElement | undefined {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active && active !== document.body ? (active as HTMLElement) : undefined
}

interface ReturnOptions {
  /** The user has left: the focus goes back to the page, though the card is still there. @default false */
  left?: boolean
  /** Moves the focus to the heading and back. @default none */
  hotkey?: string
}

/** On unmounting, and when the user has left, returns the focus to where it came from, if it is still inside. */
export function useReturnedFocus(root: ShadowRoot, { left = false, hotkey = '' }: ReturnOptions = {}): void {
  const before = useRef<HTMLElement>()
  const wasInside = root.activeElement !== null

  useLayoutEffect(() => {
    const { host } = root
    const remember = ({ relatedTarget }: Event & { relatedTarget?: EventTarget | null }): void => {
      // Moves within the root have the host itself as their `relatedTarget`.
      if (relatedTarget && relatedTarget !== host) before.current = relatedTarget as HTMLElement
    }
    host.addEventListener('focusin', remember)
    return () => {
      host.removeEventListener('focusin', remember)
      if (root.activeElement) before.current?.focus({ preventScroll: true })
    }
  }, [root])

  useLayoutEffect(() => {
    if (left && wasInside && before.current?.isConnected) focus(before.current)
  }, [left])

  useLayoutEffect(() => {
    if (!hotkey) return
    const { host } = root
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isHotkey(hotkey, event) || 'aside' in (host as HTMLElement).dataset) return
      event.preventDefault()
      const inside = root.activeElement as HTMLElement | null
      if (!inside) {
        before.current = deepActiveElement()
        const title = root.querySelector('#title')
        if (title) focus(title)
      } else if (before.current?.isConnected) focus(before.current)
      else inside.blur()
    }
    // Captured, for pages and editors that stop what they don't know.
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [root, hotkey])
}
