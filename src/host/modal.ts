/** Whether a modal of the page is open: what lies outside of it is dead, or hidden from the user's assistive software. */
import { isVisible, parentOf } from './seen'

const DIALOGS = 'dialog:modal,dialog[open],[aria-modal="true"],[role~="dialog"],[role~="alertdialog"]'
/** Ours lie beside the body, outside of every modal. */
const OURS = /^gainloop-/i
const CONTENT = 'a,button,input,select,textarea,img,svg,canvas,video,iframe'

/** @param place the element that the card stands in, or is to stand in: a modal around it is not in its way */
export const modalOpen = (place?: Element): boolean =>
  isFullscreen(place) ||
  openRoots().some((root) =>
    [...root.querySelectorAll(DIALOGS)].some((dialog) => !holds(dialog, place) && isModal(dialog)),
  )

/**
 * Whether a part of the page covers all the rest, which is as dead as under a modal. The whole page in fullscreen is nothing
 * special, nor is a video of our own.
 */
function isFullscreen(place: Element | undefined): boolean {
  const { fullscreenElement, documentElement } = document
  if (!fullscreenElement || fullscreenElement === documentElement || OURS.test(fullscreenElement.tagName)) return false
  return !holds(fullscreenElement, place)
}

/** The document, and every open shadow root of the page in it. */
export function openRoots(root: Document | ShadowRoot = document): (Document | ShadowRoot)[] {
  const roots = [root]
  for (const { shadowRoot, tagName } of root.querySelectorAll('*'))
    if (shadowRoot && !OURS.test(tagName)) roots.push(...openRoots(shadowRoot))
  return roots
}

function holds(dialog: Element, place: Element | undefined): boolean {
  for (let around = place; around; around = parentOf(around)) if (around === dialog) return true
  return false
}

const isModal = (dialog: Element): boolean =>
  dialog.matches('dialog:modal') ||
  (isVisible(dialog) &&
    isInView(dialog) &&
    (dialog.getAttribute('aria-modal') === 'true' || outsideIsClosedOff(dialog)))

/**
 * False for a drawer that waits beside the window. A dialog without a size of its own (its content is fixed to the window)
 * goes by its children.
 */
function isInView(dialog: Element): boolean {
  const sized = [dialog, ...dialog.children].filter((element) => areaOf(element, false) > 0)
  return sized.length === 0 || sized.some((element) => areaOf(element) > 0)
}

/**
 * Whether most of what there is to see outside of the dialog can't be used: `inert`, `aria-hidden`, or without pointer
 * events. Most of it, because live regions and what other scripts add stay as they are. A banner that calls itself a dialog
 * closes nothing off.
 */
function outsideIsClosedOff(dialog: Element): boolean {
  let closedOff = 0
  let open = 0
  for (let inner: Element | undefined = dialog; inner && inner !== document.body; inner = parentOf(inner)) {
    for (const sibling of inner.parentNode?.children ?? []) {
      if (sibling === inner || OURS.test(sibling.tagName)) continue
      const area = areaOf(sibling)
      // A backdrop, or a container for messages to come, says nothing.
      if (area === 0 || !hasContent(sibling)) continue
      if (isClosedOff(sibling)) closedOff += area
      else open += area
    }
  }
  return closedOff > open
}

const isClosedOff = (element: Element): boolean =>
  element.matches('[inert],[aria-hidden="true"]') || getComputedStyle(element).pointerEvents === 'none'

const hasContent = (element: Element): boolean =>
  !!element.textContent?.trim() || element.matches(CONTENT) || !!element.querySelector(CONTENT)

/** In CSS px². @param inView only what of it lies in the window */
function areaOf(element: Element, inView = true): number {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  if (!inView) return (right - left) * (bottom - top)
  const width = Math.min(right, innerWidth) - Math.max(left, 0)
  const height = Math.min(bottom, innerHeight) - Math.max(top, 0)
  return Math.max(0, width) * Math.max(0, height)
}
