/** What the loop shares with the card's chunk: the composition root's own values, by name. */
import type { Facts } from '../ask/circumstances'
import type { FlowEvent } from '../ask/flow'
import type { Host } from '../host/host'
import type { Book } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Keeper } from './keeper'
import type { LoopParts } from './parts'

export interface Context {
  host: Host
  playbook: CompiledPlaybook
  keeper: Keeper
  /** The card's language: one of the playbook's. */
  language(): string
  theme(): 'auto' | 'light' | 'dark'
  facts(book: Book): Facts
  parts: Pick<LoopParts, 'card' | 'cardParts' | 'gain'>
  /** Tells the vendor's engineer what went wrong. */
  report(fault: unknown): void
  /** Until the endpoint's state is in the book, or is not worth waiting for. */
  caughtUp(): Promise<unknown> | undefined
  /** The debug panel's: hears each decision, with the book and the time it was made from. */
  decided?: (book: Book, now: number) => void
  /** The debug panel's: acts in a card that has just opened, as its user would. */
  opened?: (send: (event: FlowEvent) => void) => void
  /** Where the card goes: an element of the page for this action, or the corner. */
  container(action: string): Element | undefined
}
