/** The parts that the loop loads on demand. Each build hands them in: as chunks, or all in one file. */
import type { Debugged } from '../debug/debugged'
import type { Launched } from '../launcher/launched'
import type { Translated } from '../ui/languages/translations'
import type { Translation } from '../ui/languages/translation'
import type { CardParts } from '../ui/parts'
import type { GainPart, Present } from './card'
import type { Remind } from './reminder-view'

export interface LoopParts {
  /** ky. */
  requests(): Promise<typeof import('../host/request')>
  /** zod, to validate a version of the playbook that this browser meets for the first time. */
  validate(): Promise<typeof import('../playbook/validate')>
  /** Opens the card. */
  card(): Promise<{ present: Present }>
  /** Shows a reminder of a plan (`begin`). */
  reminder(): Promise<{ remind: Remind }>
  /** What only some cards need. */
  cardParts: CardParts
  /** The interface's words in a language other than English. */
  translation(tag: Translated): Promise<{ translation: Translation }>
  /** The gain since the user's own starting point. */
  gain(): Promise<GainPart>
  /** The methods that most pages never call. */
  commands(): Promise<typeof import('./commands')>
  /** The endpoint's state (`data-sync`). */
  sync(): Promise<typeof import('./sync')>
  /** Sentences and hints for the engineer. */
  explain(): Promise<typeof import('../explain')>
  /** The engineer's panel (`data-debug`). */
  debug(): Promise<{ debug(debugged: Debugged): () => void }>
  /** The button back to the lessons (`data-launcher`). */
  launcher(): Promise<{ launcher(launched: Launched): () => void }>
}
