/** The one place for a card: one card at a time on this page, whatever other Gainloops are in it, and in all tabs. */
import type { Host } from '../host/host'
import { removeGoing, takePage } from '../host/page-card'
import type { Card, CardStart, GainPart, Present } from './card'
import type { Context } from './context'
import { createListeners } from './listeners'
import type { CardParts } from '../ui/parts'
import { hasStartingPoint } from './starting-point'

/** What a card starts with, or undefined where there is nothing to show after all. `signal`: it is not to open any more. */
export type Begin = (signal: AbortSignal) => Promise<CardStart | undefined>

/**
 * How an attempt to open a card ended. `taken`: another tab shows a card. `page-taken`: another Gainloop of this page does.
 * `failed`: this one could not be shown.
 */
export type Outcome = 'closed' | 'nothing' | 'cleared' | 'taken' | 'page-taken' | 'failed'

type State =
  | { is: 'empty' }
  /** `over` resolves when the slot is empty again. */
  | { is: 'opening'; over: Promise<void> }
  | { is: 'open'; card: Card; over: Promise<void> }
  | { is: 'destroyed' }

export interface SlotParts {
  card(): Promise<{ present: Present }>
  cardParts: CardParts
  gain(): Promise<GainPart>
}

export interface CardSlot {
  /** Whether a card can be opened: none is open or opening here. */
  free(): boolean
  card(): Card | undefined
  /** Aborted by the next `clear`. */
  turn(): AbortSignal
  /**
   * Opens a card, unless another tab, or another Gainloop of this page, shows one. Resolves when it is there, or will not
   * come. `byHand`: whatever the other tabs do, and in place of another card of this page.
   */
  open(begin: Begin, options?: { byHand?: boolean }): Promise<void>
  /**
   * Removes the card that is open or opening. Resolves when the slot is empty. A way out that still waits for "Undo" counts,
   * unless the user is to be forgotten.
   */
  clear(options?: { forget?: boolean }): Promise<void>
  onOpen(listener: (card: Card) => void): () => void
  destroy(): void
}

export interface SlotOptions {
  context: Context
  exclusively: Host['exclusively']
  /** The name of the lock that the tabs share. */
  lock: string
  parts: SlotParts
  /** Runs each time the slot is empty again. */
  emptied(outcome: Outcome): void
}

export function createCardSlot({ context, exclusively, lock, parts, emptied }: SlotOptions): CardSlot {
  const opened = createListeners<Card>()
  let state: State = { is: 'empty' }
  let turn = new AbortController()

  const gainFor = async ({ flow, book }: CardStart): Promise<GainPart | undefined> => {
    const { action, about, shelf = [] } = flow
    const actions = new Set([action, about?.action, ...shelf.map((one) => one.about?.action)])
    const compares = [...actions].some((one) => one && hasStartingPoint(book, one))
    return compares ? parts.gain().catch(() => undefined) : undefined
  }

  const clear: CardSlot['clear'] = async ({ forget = false } = {}) => {
    if (state.is === 'open' && !forget) state.card.leave()
    turn.abort()
    turn = new AbortController()
    if (state.is === 'open') state.card.remove()
    removeGoing()
    if (state.is === 'open' || state.is === 'opening') await state.over
  }

  return {
    free: () => state.is === 'empty',
    card: () => (state.is === 'open' ? state.card : undefined),
    turn: () => turn.signal,
    onOpen: opened.add,
    clear,

    async open(begin, { byHand = false } = {}) {
      if (state.is !== 'empty') return
      const { signal } = turn
      const show = async (arrived: () => void): Promise<Outcome> => {
        // From `begin` on the ask counts as shown, so the code that shows it comes first.
        const [{ present }] = await Promise.all([parts.card(), context.wording.load(context.language())])
        if (signal.aborted) return 'cleared'
        const release = takePage(() => void clear(), byHand)
        if (!release) return 'page-taken'
        try {
          return await showIn(present, arrived)
        } finally {
          release()
        }
      }
      const showIn = async (present: Present, arrived: () => void): Promise<Outcome> => {
        const start = await begin(signal)
        if (signal.aborted) return 'cleared'
        if (!start) return 'nothing'
        const gain = await gainFor(start)
        if (signal.aborted) return 'cleared'
        const card = present(context, start, { cardParts: parts.cardParts, gain })
        state = { is: 'open', card, over }
        try {
          opened.notify(card)
        } catch (cause) {
          context.report(cause)
        }
        arrived()
        const how = await card.closed
        return signal.aborted ? 'cleared' : how
      }
      let over!: Promise<void>
      await new Promise<void>((arrived) => {
        const run = () => show(arrived)
        const failed = (cause: unknown): Outcome => {
          context.report(cause)
          return 'failed'
        }
        over = (byHand ? run() : exclusively(lock, run)).catch(failed).then((outcome = 'taken') => {
          if (state.is !== 'destroyed') state = { is: 'empty' }
          arrived()
          emptied(outcome)
        })
        state = { is: 'opening', over }
      })
    },

    destroy() {
      void clear()
      state = { is: 'destroyed' }
    },
  }
}
