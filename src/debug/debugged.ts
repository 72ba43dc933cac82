import type { Attention, createAttention } from '../loop/attention'
import type { Context } from '../loop/context'
import type { askFor, opened } from '../loop/rare-calls'
import type { GainloopOptions } from '../api'

/** What the loop hands over: its own parts, of which the panel reads and copies. */
export interface Debugged {
  context: Context
  attention: Attention
  /** For a second one, on the copy: what is tried is the page's own code. */
  createAttention: typeof createAttention
  /** Fetches the page's own ways to ask by hand, and to open a lesson. */
  rare: () => Promise<{ askFor: typeof askFor; opened: typeof opened }>
  options: GainloopOptions
}
