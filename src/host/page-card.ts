/** One card at a time on a page, however many Gainloops there are in it, and of whatever version. */

/** On the document while a card is open or about to open, and only then. */
const HELD = Symbol.for('gainloop.card')

interface Hold {
  /** Puts the card away for one that the page has asked for. */
  remove(): void
  /** Run once there is no card on the page. */
  waiting: Set<() => void>
}

const page = (): { [HELD]?: Hold } => document as { [HELD]?: Hold }

/** Takes out what is still seen of a card that was closed, of any Gainloop. `ui/mount.tsx` marks it. */
export function removeGoing(): void {
  for (const picture of document.querySelectorAll('gainloop-card[data-leaving]')) picture.remove()
}

/** Whether a card of any Gainloop has the page. */
export const pageHasCard = (): boolean => !!page()[HELD]

/**
 * Takes the page for a card. Undefined where another card has it.
 * @param remove puts this card away, for one that the page asks for in its place
 * @param byHand the page asks for this card: the other one is put away
 * @returns what gives the page back
 */
export function takePage(remove: () => void, byHand = false): (() => void) | undefined {
  const other = page()[HELD]
  if (other && !byHand) return undefined
  removeGoing()
  const hold: Hold = { remove, waiting: new Set(other?.waiting) }
  Object.defineProperty(document, HELD, { value: hold, configurable: true })
  other?.remove()
  return () => {
    if (page()[HELD] !== hold) return
    delete page()[HELD]
    for (const run of hold.waiting) run()
  }
}

/** Runs once when no card has the page any more; at once where none has. Returns the cancel. */
export function whenPageHasNoCard(run: () => void): () => void {
  const waiting = page()[HELD]?.waiting
  if (!waiting) run()
  let cancelled = false
  waiting?.add(() => cancelled || run())
  return () => {
    cancelled = true
  }
}
