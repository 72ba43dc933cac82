/** The reminder as the rest of the loop sees it. `remind.ts` implements it in a chunk of its own. */
import type { BeginDetails } from '../api'
import type { Commitment } from '../moment/book'
import type { Context } from './context'

export interface ReminderView {
  /** Makes way for a modal of the page, or comes back. */
  stepAside(aside: boolean): void
  /** Leaves nothing in the page. */
  remove(): void
}

export interface ReminderStart {
  plan: Commitment
  moment: { action: string } & BeginDetails
  /** The element of the page that it stands in. Undefined: the corner. */
  place: Element | undefined
  onLesson(): void
  /** The user has said "Got it". */
  onDone(): void
  /** It has put itself away. */
  onClosed(): void
}

export type Remind = (context: Context, start: ReminderStart) => ReminderView
