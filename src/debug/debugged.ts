import type { GainloopOptions } from '../api'
import type { Attention, createAttention } from '../loop/attention'
import type { SlotParts } from '../loop/card-slot'
import type { openLesson, requestAsk } from '../loop/commands'
import type { Context } from '../loop/context'

/** What the loop hands to the panel, which reads it, and copies parts of it for a dry run. */
export interface Debugged {
  context: Context
  attention: Attention
  /** For a second one, on the copy of the book. */
  createAttention: typeof createAttention
  parts: SlotParts & {
    /** The page's own ways to ask by hand, and to open a lesson. */
    commands(): Promise<{ requestAsk: typeof requestAsk; openLesson: typeof openLesson }>
  }
  options: GainloopOptions
  /** The name of everything kept in this browser. */
  name: string
}
