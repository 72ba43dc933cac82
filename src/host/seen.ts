/** Whether the user can see an element, and the frame that the page may be in. */
import { listen } from './listen'

const OPTIONS = { opacityProperty: true, visibilityProperty: true }

/** Whether it is laid out, and not made invisible. Safari has `checkVisibility` since 17.4; before, being laid out must do. */
export const isVisible = (element: Element): boolean =>
  element.checkVisibility?.(OPTIONS) ?? element.getClientRects().length > 0

/** The element around this one, out of a shadow root as well. */
export const parentOf = (element: Element): Element | undefined =>
  element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host

/**
 * Whether what is put into this element can't be seen, wherever the user scrolls: it is not laid out, made invisible, out of
 * the user's reach, in a collapsed element, or beside what a clipping element shows of its content.
 */
export function isHidden(element: Element): boolean {
  if (!isVisible(element)) return true
  const box = element.getBoundingClientRect()
  if (box.right + scrollX < 0 || box.bottom + scrollY < 0) return true
  for (let around: Element | undefined = element; around; around = parentOf(around)) {
    if (around.matches('[inert],[aria-hidden="true"]')) return true
    if (around !== element && cutsOff(around, box)) return true
  }
  return false
}

/** Whether an element clips its content so that nothing of this box is left. */
function cutsOff(around: Element, box: DOMRect): boolean {
  const { overflowX, overflowY, maxHeight, display } = getComputedStyle(around)
  if (display === 'inline' || display === 'contents' || !/hidden|clip/.test(`${overflowX} ${overflowY}`)) return false
  const { clientWidth, clientHeight, scrollHeight } = around
  // An element without content has no height either, and grows with what is put into it.
  if (maxHeight === '0px' || clientWidth === 0 || (clientHeight === 0 && scrollHeight > 0)) return true
  const { left, right, top, bottom } = around.getBoundingClientRect()
  return box.right < left || box.left > right || box.bottom < top || box.top > bottom
}

/** The least that a card can be read in, in CSS px. */
const LEAST = { width: 160, height: 120 }

export interface FrameView {
  /** Whether the page is in a frame that can't be seen: too small, hidden, or scrolled out of view. */
  hidden(): boolean
  destroy(): void
}

/** Of a page in no frame this is never so. `changed` runs when the frame was resized, or came into view. */
export function watchFrame(changed: () => void): FrameView {
  if (window.parent === window) return { hidden: () => false, destroy() {} }
  // Its root is the whole tab's view, whatever the origins in between. A frame that is not laid out is told nothing at all.
  let inView = false
  const observer = new IntersectionObserver((entries) => {
    inView = entries.at(-1)?.isIntersecting ?? false
    changed()
  })
  observer.observe(document.documentElement)
  const stop = listen(window, 'resize', changed)
  return {
    hidden: () =>
      innerWidth < LEAST.width ||
      innerHeight < LEAST.height ||
      !inView ||
      framesAround().some((frame) => isHidden(frame)),
    destroy() {
      observer.disconnect()
      stop()
    },
  }
}

/** The elements of the frames that the page is in, as far as they are of the same origin. */
export function framesAround(): Element[] {
  const frames: Element[] = []
  for (let view: Window = window; view.parent !== view; view = view.parent) {
    // Null where the page around is of another origin.
    const frame = view.frameElement
    if (!frame) break
    frames.push(frame)
  }
  return frames
}
