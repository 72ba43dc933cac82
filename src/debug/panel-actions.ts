/** What the engineer can do in the panel. */
import type { RatingValue } from '../moment/book'
import type { VerdictRow } from './verdict-row'

export interface PanelActions {
  toggle(): void
  /** Moves the clock shown, by milliseconds. */
  jump(by: number): void
  jumpTo(time: number): void
  backToNow(): void
  ask(row: VerdictRow): void
  answer(row: VerdictRow, value: RatingValue): void
  openLesson(id: string): void
}
