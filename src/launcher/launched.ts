import type { Attention } from '../loop/attention'
import type { Context } from '../loop/context'

/** What the loop hands to the launcher. */
export interface Launched {
  context: Context
  attention: Attention
  /** Opens the list of lessons. */
  openLessons(): void
  /** The name of everything kept in this browser. */
  name: string
}
