/** The card as the rest of the loop sees it. `present.ts` implements it in a chunk of its own. */
import type { FlowEvent, FlowState } from '../ask/flow'
import type { Book, User } from '../moment/book'
import type { CardParts } from '../ui/parts'
import type { Context } from './context'

/** What a card opens with. */
export interface CardStart {
  flow: FlowState
  book: Book
  /** When its ask was written down as shown. Undefined where it is no ask. */
  shownAt?: number
}

export interface Card {
  /** The key of the moment that it is about. Undefined for lessons opened by hand. */
  key: string | undefined
  /** Whose card it is. */
  user(): User
  /** As in `CardStart`. */
  shownAt: number | undefined
  /** Whether the user has not answered yet. */
  unanswered(): boolean
  /** False when the page has removed the card, together with the element it stood in. */
  connected(): boolean
  /** Shows the card again in the present language and theme. */
  refresh(): void
  /** Moves the card to the place it belongs to now. */
  move(): void
  /** The element of the page that it stands in. Undefined: the corner. */
  place(): Element | undefined
  /** Makes way for a modal of the page, or comes back. */
  stepAside(aside: boolean): void
  /** Does what the user does. */
  send(event: FlowEvent): void
  /** Counts the way out that the user has taken, should it still wait for "Undo". */
  leave(): void
  /** Removes the card. This does not count as closed by the user. */
  remove(): void
  /** Resolves when the card is gone. `failed`: something threw while it was drawn, and was reported. */
  closed: Promise<'closed' | 'failed'>
}

export type GainPart = Pick<typeof import('../rating/gain'), 'gainOf' | 'gainsOf' | 'baselineOf'>

export interface PresentParts {
  cardParts: CardParts
  /** Undefined where the user has no starting point to compare with, or when it could not be loaded. */
  gain: GainPart | undefined
}

export type Present = (context: Context, start: CardStart, parts: PresentParts) => Card
