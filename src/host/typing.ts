/** When text last went into a field of the page: typed, pasted, dropped or dictated, in same-origin frames and open shadow roots too. */
import { listen } from './listen'
import { after } from './timer'

export interface Typing {
  /** How long the user still counts as typing, in ms. Not positive when they don't. */
  left(): number
  destroy(): void
}

/** How long after text went into a field the user counts as typing, in ms. */
const TYPING = 3_000
/** `:read-write` is every text field and whatever can be edited, at any depth. */
const TEXT = ':read-write'
/** A key may also change a list or a slider. */
const FIELD = `input,select,${TEXT}`
/** Editors that take over a paste, or what dictation writes, cancel some of these, so that the others never come. */
const EVENTS = 'keydown beforeinput input compositionupdate paste drop'

/** Holds its listeners until destroyed. Which frame has the focus is found out when the focus moves: no frame is searched for. */
export function watchTyping(): Typing {
  const watched = new WeakSet<Document>()
  const cleanups: (() => void)[] = []
  let until = 0
  let stopTimer = (): void => {}

  const note = (event: Event): void => {
    // The path, because a field in a shadow root shows its host as the target.
    const [target] = event.composedPath() as Partial<Element>[]
    if (target?.matches?.(event.type === 'keydown' ? FIELD : TEXT)) until = performance.now() + TYPING
  }

  const watch = (inside: Document): void => {
    const view = inside.defaultView
    if (watched.has(inside) || !view) return
    watched.add(inside)
    // What happened before we listened is not known: with a field in focus, the next key may come soon.
    if (focusedIn(inside)?.matches(FIELD)) until = Math.max(until, performance.now() + TYPING / 2)
    cleanups.push(listen(view, EVENTS, note), listen(view, 'blur', followLater), listen(inside, 'load', follow))
  }

  /** Listens in the frame that has the focus as well, and in the frame within that. */
  const follow = (): void => {
    for (let inside: Document | null | undefined = document; inside; inside = frameIn(inside)) watch(inside)
  }

  /** A window loses the focus to the frame within it, in some browsers before its `activeElement` says so. */
  const followLater = (): void => {
    stopTimer()
    stopTimer = after(0, follow)
  }

  follow()
  return {
    left() {
      follow()
      return until - performance.now()
    },
    destroy() {
      stopTimer()
      for (const cleanup of cleanups) cleanup()
    },
  }
}

/** The element in focus, through open shadow roots. */
function focusedIn(inside: Document): Element | null {
  let focused = inside.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return focused
}

/** The document of the frame in focus. Nothing for a frame of another origin. */
const frameIn = (inside: Document): Document | null | undefined =>
  (focusedIn(inside) as Partial<HTMLIFrameElement> | null)?.contentDocument
