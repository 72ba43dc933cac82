/** Whether the user is in the middle of something, so that a card must wait; found out by listening, never by polling. */
import { listen } from './listen'
import { modalOpen, openRoots } from './modal'
import { pageHasCard, whenPageHasNoCard } from './page-card'
import { whenPageReady } from './page-ready'
import { framesAround, isHidden, watchFrame } from './seen'
import { after } from './timer'
import { watchTyping } from './typing'

/**
 * `hidden`: the tab, the frame that the page is in, or the element that the card would stand in. `loading`: the page has not
 * settled yet. `open`: another Gainloop of the page shows a card.
 */
export type BusyReason = 'hidden' | 'typing' | 'modal' | 'loading' | 'open'

export interface Opening {
  /** The element of the page that the card would stand in. @default none: the corner */
  place?: Element | undefined
  /** The user asked for the card: they may have typed for it, and it takes the place of another one. @default false */
  byHand?: boolean
  /** It covers nothing of what the user does, and is no card. @default false */
  beside?: boolean
}

type WhenFree = (run: () => void, opening?: Opening) => () => void

export interface Busy {
  /** Why a card can't be opened just now; undefined when it can. */
  reason(opening?: Opening): BusyReason | undefined
  /** Runs as soon as nothing is in the way, at once if nothing is; instead of what waited before. Returns the cancel. */
  whenFree: WhenFree
  /** A `whenFree` of its own, for something else that waits beside the card. */
  waiter(): WhenFree
  /**
   * Runs with true when a modal is in the way of a card that is open, and with false when it no longer is.
   * @param place as in `Opening`
   * @returns the cleanup
   */
  onModal(run: (open: boolean) => void, place?: Element): () => void
  destroy(): void
}

/** What can begin or end a reason without a change in the tree that we would see. */
const CHANGES = 'visibilitychange fullscreenchange focusin transitionend animationend'
/** How often at most the page is searched for modals while it changes, in ms. */
const GRAIN = 100

/** Holds what `watchTyping` and, in a frame, `watchFrame` hold, until destroyed. */
export function watchBusy(): Busy {
  /** Everything that waits, with what ends its wait. */
  const waiting = new Map<() => void, () => void>()
  const lookAll = (): void => {
    for (const look of [...waiting.keys()]) look()
  }
  let ready = false
  const typing = watchTyping()
  const frame = watchFrame(lookAll)
  const stopWaiting = whenPageReady(() => {
    ready = true
    lookAll()
  })

  const reason = ({ place, byHand, beside }: Opening = {}): BusyReason | undefined => {
    if (document.hidden || frame.hidden() || (place && isHidden(place))) return 'hidden'
    if (!byHand && !beside && typing.left() > 0) return 'typing'
    if (modalOpen(place)) return 'modal'
    if (!ready) return 'loading'
    return !byHand && !beside && pageHasCard() ? 'open' : undefined
  }

  const waiter = (): WhenFree => {
    let stop = (): void => {}
    const whenFree: WhenFree = (run, opening = {}) => {
      stop()
      const why = reason(opening)
      if (!why) run()
      else {
        const look = (): void => void whenFree(run, opening)
        const stops = [listen(document, CHANGES, look)]
        if (why === 'typing') stops.push(after(typing.left(), look))
        if (why === 'open') stops.push(whenPageHasNoCard(look))
        if (why === 'modal' || (why === 'hidden' && !document.hidden)) stops.push(onTreeChange(look, opening.place))
        stop = () => {
          stop = () => {}
          waiting.delete(look)
          for (const each of stops) each()
        }
        waiting.set(look, () => stop())
      }
      return () => stop()
    }
    return whenFree
  }

  return {
    reason,
    whenFree: waiter(),
    waiter,
    onModal(run, place) {
      let open = false
      const check = (): void => {
        const before = open
        open = modalOpen(place)
        if (open !== before) run(open)
      }
      const stops = [onTreeChange(check, place), listen(document, CHANGES, check)]
      check()
      return () => stops.forEach((each) => each())
    },
    destroy() {
      typing.destroy()
      frame.destroy()
      stopWaiting()
      for (const stop of waiting.values()) stop()
    },
  }
}

/** Runs after the page's tree has changed, its open shadow roots and the pages around its frame among it. Returns the cleanup. */
function onTreeChange(run: () => void, place: Element | undefined): () => void {
  let stopTimer: (() => void) | undefined
  const soon = (): void => {
    stopTimer ??= after(GRAIN, () => {
      stopTimer = undefined
      observe()
      run()
    })
  }
  const observer = new MutationObserver(soon)
  const resized = new ResizeObserver(soon)
  const observe = (): void => {
    // To observe the same once more changes nothing.
    const documents = framesAround().map((frame) => frame.ownerDocument)
    for (const root of [...openRoots(), ...documents])
      observer.observe(root, { subtree: true, childList: true, attributes: true })
  }
  observe()
  if (place) resized.observe(place)
  return () => {
    stopTimer?.()
    observer.disconnect()
    resized.disconnect()
  }
}
