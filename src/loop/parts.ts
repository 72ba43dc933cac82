/** Parts that the loop loads when they are needed. The builds hand them in: as chunks, or all in one file. */
import type { CardParts } from '../ui/parts'

export interface LoopParts {
  /** Opens the card. */
  card(): Promise<typeof import('./present')>
  /** What single cards need beyond that. */
  cardParts: CardParts
  /** The gain since the user's own starting point. */
  gain(): Promise<typeof import('../rating/gain')>
  /** Calls that most pages never make. */
  calls(): Promise<typeof import('./rare-calls')>
  /** The endpoint's state (`data-sync`). */
  sync(): Promise<typeof import('./sync')>
  /** Sentences and hints for the engineer. */
  explain(): Promise<typeof import('../explain')>
  /** The engineer's panel (`data-debug`). */
  debug(): Promise<typeof import('../debug/debug')>
  /** The button back to the lessons (`data-launcher`). */
  launcher(): Promise<typeof import('../launcher/launcher')>
}
