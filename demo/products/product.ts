/** A product of the demo as data: who uses it, what is in it, and which of its things complete an action of its playbook. */
import type { IconName } from '../pages/icon'

export interface Product {
  /** The playbook's id, and its file's name in `demo/playbooks`. */
  id: string
  name: string
  /** What it does, for the product chooser. */
  kind: string
  icon: IconName
  languages: readonly string[]
  users: readonly DemoUser[]
  overview: Overview
  collections: readonly Collection[]
}

/** Somebody to be while trying the demo; the traits put them into the playbook's segments. */
export interface DemoUser {
  id: string
  name: string
  /** Why one would pick this user: the segments in a person's words. */
  note: string
  company: string
  traits: Readonly<Record<string, unknown>>
}

export interface Overview {
  greeting: string
  stats: readonly Stat[]
  chart: { title: string; note: string; points: readonly number[]; labels: readonly string[] }
}

export interface Stat {
  label: string
  value: string
  change: string
  trend: 'up' | 'down' | 'flat'
}

export interface Collection {
  /** Its place in the address, `/campaigns`. */
  slug: string
  title: string
  about: string
  /** One of its items, "campaign". */
  singular: string
  columns: readonly string[]
  icon: IconName
  /** `editor`: fields beside an email preview · `form`: fields · `switch`: on and off in place · `repeat`: happens again and again. */
  layout: 'editor' | 'form' | 'switch' | 'repeat'
  action: string
  /** Where it is done again and again: which cell counts, and the property each time adds to it. */
  counts?: { column: number; by: string }
  /** What the button says, "Send campaign". */
  verb: string
  /** The status before and after. */
  open: string
  done: string
  /** Asked before the deed is done; left out, it is done at once. */
  confirm?: string
  /** Said once it is done; `{label}` stands for the item's label. */
  notice: string
  /** Label of the button that makes a new item, where there is one. */
  create?: string
  items: readonly Item[]
  /** Figures that may come in later, by how well it went. */
  figures?: Figures
}

export type Outcome = 'good' | 'mixed' | 'poor'

export interface Figures {
  labels: Readonly<Record<string, string>>
  outcomes: Readonly<Record<Outcome, Readonly<Record<string, number>>>>
}

export interface Item {
  id: string
  label: string
  /** What the table says, one for each column. */
  cells: readonly string[]
  /** Already done when the demo starts: shown, never tracked. */
  past?: boolean
  fields?: readonly Field[]
  /** Sent with the moment. */
  properties?: Readonly<Record<string, unknown>>
}

export interface Field {
  name: string
  label: string
  value: string
  kind?: 'text' | 'long' | 'choice'
  options?: readonly string[]
  hint?: string
}
