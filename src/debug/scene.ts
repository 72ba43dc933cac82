/** What the panel's picture is drawn from. */
import type { Facts } from '../ask/circumstances'
import type { Waiting } from '../host/host'
import type { Draft } from '../loop/keeper'
import type { Book } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'

export interface Scene {
  playbook: CompiledPlaybook
  /** As it is shown: in a dry run the copy. */
  book: Book
  /** The user's own. */
  own: Book
  facts: Facts
  now: number
  /** How far a dry run's clock is ahead, in milliseconds, and what it would have posted. */
  dry?: { ahead: number; posted: readonly Draft[] } | undefined
  waiting: readonly Waiting[]
  language: string
  endpoint: string | undefined
  storage: string
}
