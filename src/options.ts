import type { StorageAdapter } from './host/fallback'
import type { Playbook } from './playbook/schema'

/** A JSON Web Token from the vendor's server, or a function that fetches a fresh one (called again once after a 401). */
export type Token = string | (() => Promise<string>)

/** Options of `createGainloop`; on the script tag each is a `data-` attribute of the same name. */
export interface GainloopOptions {
  /** The playbook: its URL, `#id` of an inline `<script type="application/json">`, or the parsed object. */
  playbook: string | Playbook
  /** Where ratings and lesson activity are posted. Without one they are kept in the browser (1,000 events) and heard by `on`. @default none */
  endpoint?: string
  /** BCP 47 tag of the card's language. @default the page's `<html lang>`, then the browser's */
  language?: string
  /** @default 'auto', which follows the user's system */
  theme?: 'auto' | 'light' | 'dark'
  /** Where the book is kept: `local` is IndexedDB, else localStorage; or an adapter of your own. @default 'local' */
  storage?: 'local' | 'session' | 'memory' | StorageAdapter
  /**
   * Reads a named user's state back from the endpoint, so that pending asks, limits and history follow them from device to
   * device, and what your server reports while they are away arrives. The endpoint needs `GET` (CONTRACT 5); 403, 404 and 405
   * mean it is not supported. @default false
   */
  sync?: boolean
  /** `'wait'`: store and send nothing until `consent(true)` is called on this page. @default consent is not asked for */
  consent?: 'wait'
  /** Name of the global and of the storage; two products on one page take two names. @default 'gainloop' */
  name?: string
  /** Same as calling `identify` at once. @default an anonymous user */
  user?: Identity
  /** Sent as `authorization: Bearer …`, for whoever is named without a token of their own. @default none is sent */
  token?: Token
  /**
   * Logs every decision with its reason, and puts a panel for engineers into the page: what is pending and why, a dry run days
   * ahead. For development. @default false
   */
  debug?: boolean
  /**
   * A quiet button in the card's corner, back to the lessons this user was shown (`lessons()`): there while there is one, and no
   * card is open. Its file is fetched with this option only. @default false
   */
  launcher?: boolean
  /** Shows the card inline in this element instead of in the corner. @default the corner the playbook's theme names */
  container?: Element
  /** For the playbook and the endpoint. @default the page's `fetch` */
  fetch?: typeof globalThis.fetch
}

export interface Identity {
  /** Your own stable id of the user; it becomes the `subject` of every event. */
  id: string
  /** What conditions and segments may look at. Traits never leave the browser. */
  traits?: Record<string, unknown>
  token?: Token
}

export interface TrackDetails {
  /** Your id of the thing completed; the same id again is the same moment. @default a fresh id */
  id?: string
  /** What the user calls it: "Spring sale". */
  label?: string
  /** When it was completed: a Date, ISO 8601, or milliseconds since 1970. @default now */
  at?: Date | string | number
  /** Facts for conditions and texts. They are posted with the event. */
  properties?: Record<string, unknown>
  /** Measured results, if known already. */
  metrics?: Record<string, number>
  /** The goal, if your product asked for it itself: an option's id, or the user's own words. */
  goal?: string
}
