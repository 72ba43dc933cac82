/** Whether the user is in the middle of something, so that a card must wait; found out by listening, never by polling. */
import { listen } from './listen'

export type BusyReason = 'hidden' | 'typing' | 'modal'

export interface Busy {
  /** Why a card can't be opened just now; undefined when it can. */
  reason(): BusyReason | undefined
  /** Runs as soon as nothing is in the way, at once if nothing is; instead of what waited before. Returns the cancel. */
  whenFree(run: () => void): () => void
  destroy(): void
}

/** How long after a key in one of the page's fields the user counts as typing, in ms (CONTRACT 4). */
const TYPING = 3_000
/** `:read-write` is every text field and whatever can be edited, at any depth. */
const FIELD = 'input,select,:read-write'
/** What can end a reason without a change in the tree that we would see. */
const CHANGES = 'visibilitychange focusin transitionend animationend'

/** Holds one `keydown` listener until destroyed. */
export function watchBusy(): Busy {
  /** Until when the user counts as typing. Keys pressed before we listened are not known: with a field in focus, the next may come soon. */
  let typing = document.activeElement?.matches(FIELD) ? performance.now() + TYPING / 2 : 0
  let stop = (): void => {}
  const offKeys = listen(window, 'keydown', (event) => {
    // The path, because a field in a shadow root shows its host as the target.
    const [target] = event.composedPath() as Partial<Element>[]
    if (target?.matches?.(FIELD)) typing = performance.now() + TYPING
  })
  const typingLeft = (): number => typing - performance.now()
  const reason = (): BusyReason | undefined =>
    document.hidden ? 'hidden' : typingLeft() > 0 ? 'typing' : modalOpen() ? 'modal' : undefined

  const whenFree = (run: () => void): (() => void) => {
    stop()
    const why = reason()
    if (!why) run()
    else {
      const look = (): unknown => whenFree(run)
      const off = listen(document, CHANGES, look)
      const observer = new MutationObserver(look)
      if (why === 'modal') observer.observe(document, { subtree: true, childList: true, attributes: true })
      const timer = why === 'typing' ? setTimeout(look, typingLeft()) : undefined
      stop = () => {
        off()
        observer.disconnect()
        clearTimeout(timer)
      }
    }
    return () => stop()
  }

  return {
    reason,
    whenFree,
    destroy() {
      offKeys()
      stop()
    },
  }
}

const modalOpen = (): boolean =>
  [...document.querySelectorAll('dialog:modal,[aria-modal="true"]')].some(
    (element) =>
      // Safari has it since 17.4; before, being laid out must do.
      element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ??
      element.getClientRects().length > 0,
  )
