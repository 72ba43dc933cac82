/** What the engineer can do in the panel. */
import type { RatingValue } from '../moment/book'
import type { Row } from './rows'

export interface Acts {
  toggle(): void
  /** Ahead of the clock shown, in milliseconds. */
  jump(by: number): void
  jumpTo(time: number): void
  backToNow(): void
  ask(row: Row): void
  answer(row: Row, value: RatingValue): void
  openLesson(id: string): void
}
