/** What makes a page another one, for conditions and for the user who comes back to it. */
import { listen } from './listen'
import { after } from './timer'

export interface PageChanges {
  /** An ask waits for a condition, which may be about the page's address: its change must not be missed. */
  expectAddress(expected: boolean): void
  destroy(): void
}

/** Runs when the page is shown again, and after a navigation within it. */
export function watchPageChanges(run: () => void): PageChanges {
  const stop = listen(document, 'visibilitychange', () => {
    if (!document.hidden) run()
  })
  const address = watchAddress(run)
  return {
    expectAddress: address.expectAddress,
    destroy() {
      stop()
      address.destroy()
    },
  }
}

function watchAddress(run: () => void): PageChanges {
  const { navigation } = window as { navigation?: EventTarget }
  if (!navigation) return compareAddress(run)
  return { expectAddress() {}, destroy: listen(navigation, 'navigatesuccess', run) }
}

/** How often the address is compared while an ask waits for a condition, in ms. */
const PERIOD = 1_000

/**
 * For browsers without the Navigation API (Safari before 26.2, Firefox before 147), where nothing announces `pushState`, and
 * patching it breaks pages. A page that shows something else changes its tree, so the address is compared whenever the tree
 * changes; by a timer only while an ask waits for it.
 */
function compareAddress(run: () => void): PageChanges {
  let known = location.href
  let stopTimer: (() => void) | undefined
  const compare = (): void => {
    if (location.href === known) return
    known = location.href
    run()
  }
  const tick = (): void => {
    stopTimer = after(PERIOD, tick)
    if (!document.hidden) compare()
  }
  const observer = new MutationObserver(compare)
  observer.observe(document, { subtree: true, childList: true, characterData: true })
  const stop = listen(window, 'popstate hashchange', compare)
  return {
    expectAddress(expected) {
      if (expected === !!stopTimer) return
      stopTimer?.()
      stopTimer = expected ? after(PERIOD, tick) : undefined
    },
    destroy() {
      stopTimer?.()
      observer.disconnect()
      stop()
    },
  }
}
