/** Whether the user is in the middle of something, so that a card must wait; found out by listening, never by polling. */
import { listen } from './listen'

export type BusyReason = 'hidden' | 'typing' | 'modal'

export interface Busy {
  /** Why a card can't be opened just now; undefined when it can. */
  reason(): BusyReason | undefined
  /** Runs as soon as nothing is in the way, at once if nothing is. Returns the cancel. */
  whenFree(run: () => void): () => void
  destroy(): void
}

/** How long after a key in one of the page's fields the user counts as typing, in ms (CONTRACT 4). */
const TYPING = 3_000
const FIELD = 'input,textarea,select,[contenteditable]:not([contenteditable="false"])'
/** What can open or close a modal without a change in the tree that we would see. */
const MODAL_EVENTS = 'close cancel toggle focusin transitionend animationend'

/** Holds one `keydown` listener until destroyed. */
export function watchBusy(): Busy {
  let typed = Number.NEGATIVE_INFINITY
  const offKeys = listen(
    window,
    'keydown',
    (event) => {
      // The path, because a field in a shadow root shows its host as the target.
      const target = event.composedPath()[0]
      if (target instanceof Element && target.closest(FIELD)) typed = performance.now()
    },
    { capture: true, passive: true },
  )
  const typingLeft = () => typed + TYPING - performance.now()
  const waits = new Set<() => void>()

  const reason = (): BusyReason | undefined =>
    document.hidden ? 'hidden' : typingLeft() > 0 ? 'typing' : modalOpen() ? 'modal' : undefined

  const whenFree = (run: () => void): (() => void) => {
    let stop = () => {}
    const cancel = () => {
      stop()
      waits.delete(cancel)
    }
    const look = () => {
      stop()
      const why = reason()
      if (why) stop = whenChanged(why, typingLeft(), look)
      else {
        cancel()
        run()
      }
    }
    waits.add(cancel)
    look()
    return cancel
  }

  return {
    reason,
    whenFree,
    destroy() {
      offKeys()
      for (const cancel of waits) cancel()
    },
  }
}

/** Listens for what could end this reason. Returns the cleanup. */
function whenChanged(why: BusyReason, typingLeft: number, look: () => void): () => void {
  if (why === 'hidden') return listen(document, 'visibilitychange', look)
  if (why === 'typing') {
    const timer = setTimeout(look, typingLeft)
    return () => clearTimeout(timer)
  }
  const offEvents = listen(document, MODAL_EVENTS, look, { capture: true, passive: true })
  const observer = new MutationObserver(look)
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['open', 'aria-modal', 'aria-hidden', 'hidden', 'class', 'style'],
  })
  return () => {
    offEvents()
    observer.disconnect()
  }
}

function modalOpen(): boolean {
  for (const element of document.querySelectorAll('dialog[open],[aria-modal="true"]'))
    if (element.getAttribute('aria-modal') === 'true' ? visible(element) : element.matches(':modal')) return true
  return false
}

/** Safari has `checkVisibility` since 17.4; before, being laid out must do. */
const visible = (element: Element): boolean =>
  element.checkVisibility
    ? element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    : element.getClientRects().length > 0
