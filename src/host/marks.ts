/**
 * `data-gainloop-begin="campaign.sent"` on an element of the page: `begin` as it takes the focus or comes into view. Entry of a
 * chunk that is loaded only while a plan stands; the page is left as it was.
 */
import { listen } from './listen'

const MARK = 'data-gainloop-begin'
const MARKED = `[${MARK}]`

export interface Marks {
  /** The action was completed: its elements may begin it again. */
  again(action: string): void
  destroy(): void
}

const actionOf = (element: Element): string => element.getAttribute(MARK) ?? ''

/** An element begins its action once, until the action was completed. Holds its listener and observers until destroyed. */
export function watchMarks(begin: (action: string) => void): Marks {
  /** What each element has begun: a page may use one element for another action later. */
  let begun = new WeakMap<Element, string>()
  const start = (element: Element): void => {
    const action = actionOf(element)
    if (!action || begun.get(element) === action) return
    begun.set(element, action)
    begin(action)
  }
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) start(target)
  })
  const watch = (root: ParentNode): void => {
    for (const element of root.querySelectorAll(MARKED)) seen.observe(element)
  }
  // Elements that come later, as in any app that draws its own pages.
  const added = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      const nodes = type === 'attributes' ? [target] : addedNodes
      for (const node of nodes) {
        if (node.nodeType !== 1) continue
        const element = node as Element
        if (element.matches(MARKED)) {
          // Observed anew it tells once more whether it is in view, should it be marked for another action now.
          seen.unobserve(element)
          seen.observe(element)
        }
        if (type === 'childList') watch(element)
      }
    }
  })
  const stopListening = listen(document, 'focusin', (event) => {
    // The path, because a field in a shadow root shows its host as the target.
    for (const node of event.composedPath()) if ((node as Partial<Element>).matches?.(MARKED)) start(node as Element)
  })
  watch(document)
  added.observe(document, { subtree: true, childList: true, attributeFilter: [MARK] })
  return {
    again(action) {
      const before = begun
      begun = new WeakMap()
      // The elements of other actions have begun.
      for (const element of document.querySelectorAll(MARKED)) {
        const known = before.get(element)
        if (known !== undefined && known !== action) begun.set(element, known)
      }
    },
    destroy() {
      stopListening()
      seen.disconnect()
      added.disconnect()
    },
  }
}
