/** The public types of `gainloop`, written once: the front, the loop, React and the reference documentation take them from here. */
import type { EventType, GainloopEvent } from './delivery/event'
import type { PlaybookInput } from './playbook/schema'

/**
 * A JSON Web Token from your server, or a function that fetches one.
 * The function is called again once after the endpoint has answered 401.
 */
export type Token = string | (() => Promise<string>)

/** The colours of the card. `auto` follows the user's system. */
export type ThemeMode = 'auto' | 'light' | 'dark'

/**
 * A place of your own for what Gainloop remembers: values are strings, keys begin with `gainloop`.
 * When a method throws or rejects, Gainloop carries on in memory.
 *
 * @example
 * const storage: StorageAdapter = {
 *   get: (key) => localStorage.getItem(key),
 *   set: (key, value) => localStorage.setItem(key, value),
 *   remove: (key) => localStorage.removeItem(key),
 * }
 */
export interface StorageAdapter {
  /** The value last set, or null. */
  get(key: string): string | null | Promise<string | null>
  /** The value must be durable once this returns, or once its promise resolves. */
  set(key: string, value: string): void | Promise<void>
  /** Removes the value, if there is one. */
  remove(key: string): void | Promise<void>
}

/** Options of `createGainloop`. On the script tag each is a `data-` attribute of the same name. */
export interface GainloopOptions {
  /**
   * The playbook: its URL, the `#id` of an inline `<script type="application/json">`, or the parsed object, for example from
   * `import playbook from './playbook.json'`.
   * @example '/playbook.json'
   */
  playbook: string | PlaybookInput
  /**
   * The URL that ratings and lesson activity are posted to. Without one the latest 1,000 events are kept in the browser;
   * listeners added with `on` receive them all the same.
   * @default none
   * @example '/api/gainloop'
   */
  endpoint?: string
  /**
   * The card's language, as a BCP 47 tag.
   * @default the page's `<html lang>`, then the browser's languages
   * @example 'pt-BR'
   */
  language?: string
  /**
   * The colours of the card. `auto` follows the user's system.
   * @default 'auto'
   */
  theme?: ThemeMode
  /**
   * The key that moves the keyboard to an open card and back, as `KeyboardEvent.key` names it, after the modifiers it goes with.
   * An empty string: none.
   * @default 'F8'
   * @example 'Alt+G'
   */
  hotkey?: string
  /**
   * Where the user's history and undelivered events are kept. `local` is IndexedDB, or localStorage where there is none;
   * `session` is sessionStorage; an object is a storage of your own.
   * @default 'local'
   */
  storage?: 'local' | 'session' | 'memory' | StorageAdapter
  /**
   * Reads a named user's state back from the endpoint, so that pending asks, limits and history follow them to another
   * device. The endpoint answers `GET`; 403, 404 and 405 mean that it does not support this.
   * @default false
   */
  sync?: boolean
  /**
   * `'wait'` stores and sends nothing until `consent(true)` is called on this page.
   * @default consent is not asked for
   */
  consent?: 'wait'
  /**
   * The name of the global and of the storage. Two products on one page need two names.
   * @default 'gainloop'
   */
  name?: string
  /**
   * The signed-in user; the same as calling `identify` at once.
   * @default an anonymous user
   */
  user?: Identity
  /**
   * Sent as `authorization: Bearer …` for every user who was named without a token of their own.
   * @default no token is sent
   */
  token?: Token
  /**
   * Logs each decision with its reason and adds a panel for engineers to the page: pending asks, a dry run days ahead.
   * For development.
   * @default false
   */
  debug?: boolean
  /**
   * Adds a quiet button that reopens the lessons this user was shown. It appears once there is a lesson, and hides while a
   * card is open.
   * @default false
   */
  launcher?: boolean
  /**
   * Shows the card inline in this element.
   * @default the corner that the playbook's theme names
   */
  container?: Element
  /**
   * Makes the requests for the playbook and to the endpoint.
   * @default the page's `fetch`
   */
  fetch?: typeof globalThis.fetch
}

/** The user, as your product knows them. */
export interface Identity {
  /**
   * Your own stable id of the user, at most 500 characters. It becomes the `subject` of every event; a number becomes its
   * decimal string. An id that begins with `anon-` is refused.
   * @example 'u_81'
   */
  id: string | number
  /** Facts about the user for conditions and segments. Traits never leave the browser. */
  traits?: Record<string, unknown>
  /**
   * The account (company, workspace) that the user acts for. Its id goes with every event; its traits never leave the browser.
   * @default the account named before for this user
   */
  account?: Account
  /**
   * This user's token.
   * @default the `token` given to `createGainloop`
   */
  token?: Token
}

/** A company or workspace that users act for. */
export interface Account {
  /** Your own stable id of it, at most 200 characters; a number becomes its decimal string. @example 'acme' */
  id: string | number
  /** Facts about it for conditions, segments and texts. */
  traits?: Record<string, unknown>
}

/** What `track` may tell about the completed action. */
export interface TrackDetails {
  /**
   * Your id of the completed thing, at most 500 characters; a number becomes its decimal string. The same id again is the
   * same moment.
   * @default a fresh id
   */
  id?: string | number
  /** The user's own name for it. @example 'Spring sale' */
  label?: string
  /**
   * When it was completed: a Date, an ISO 8601 string, or milliseconds since 1970. A date alone, such as `2026-03-09`, is that
   * day where the user is.
   * @default now
   */
  at?: Date | string | number
  /** Facts for conditions and texts. They are posted with the event. */
  properties?: Record<string, unknown>
  /** Measured results, where they are known already. */
  metrics?: Record<string, number>
  /** The goal, where your product asked for it: the id of an option, or the user's own words. */
  goal?: string
}

/** What `begin` may tell about the action that the user is about to do. */
export interface BeginDetails {
  /** Your id of the thing that is begun, such as a draft; the one that `track` will be given. */
  id?: string | number
  /** The user's own name for it. @example 'Summer sale' */
  label?: string
}

/** What `mount` is to show. */
export interface MountOptions {
  /**
   * `'reminder'`: reminders of plans alone, for a place beside a field where a card would be in the way.
   * @default cards and reminders
   */
  only?: 'reminder'
}

/** Why an ask is not shown now. */
export type ReasonCode =
  /** No playbook has been loaded. */
  | 'no-playbook'
  /** The sentences for the reasons could not be loaded. */
  | 'no-sentences'
  /** Consent has not been given. */
  | 'consent'
  /** A card can't open now: the user types, a modal is open, the page is hidden, or another card or tab shows one. */
  | 'busy'
  /** The playbook has no action of this name. */
  | 'unknown-action'
  /** The user has not completed the action. */
  | 'no-moment'
  /** The user has answered. */
  | 'answered'
  /** The moment was cancelled. */
  | 'cancelled'
  /** The ask is past its `expires`. */
  | 'expired'
  /** The user closed the ask, or ignored it too often. */
  | 'dismissed'
  /** The user chose "Don't ask about this again". */
  | 'muted'
  /** The ask waits for a measured result. */
  | 'waiting-for-result'
  /** A digest's sum is below its `atLeast`. */
  | 'below-threshold'
  /** The ask is not due yet. */
  | 'not-due'
  /** The user asked to be asked later, or said that it is too early to tell. */
  | 'snoozed'
  /** The ask's `if` does not hold. */
  | 'condition'
  /** The user is not in the sample of this action. */
  | 'sampled-out'
  /** Another ask was shown within `cooldown`. */
  | 'cooldown'
  /** This action was asked about within `sameAction`. */
  | 'same-action'
  /** `perSession` is reached. */
  | 'session-cap'
  /** `per30Days` is reached. */
  | 'cap-30-days'
  /** `perYear` is reached. */
  | 'cap-year'
  /** As many users of the account were asked as `perAccount` allows. */
  | 'account-limit'
  /** The user was first seen within `quiet`. */
  | 'quiet'
  /** The user dismissed as many asks as `giveUp` allows. */
  | 'give-up'
  /** Another ask comes first. */
  | 'another-first'

export interface Reason {
  code: ReasonCode
  /** A sentence for the engineer. */
  message: string
  /** When the passing of time alone ends this reason, in milliseconds since 1970. */
  until?: number
}

/** The answer of `explain`, for one action or moment. */
export interface Verdict {
  action: string
  /** The moment's id. Left out for an action that the user has not completed. */
  moment?: string
  /** Whether this is the ask to show now. */
  ask: boolean
  /** Every reason it is not asked now. Empty when it is. */
  reasons: Reason[]
}

/** What went wrong, for `on('error')`. */
export type ErrorCode =
  /** A file of Gainloop could not be loaded. */
  | 'load'
  /** A method was called with arguments it can't use. */
  | 'call'
  /** Something threw while the card was drawn. The card is closed; nothing that was answered is lost. */
  | 'card'
  /** No playbook is given, or there is none at its address. */
  | 'playbook-missing'
  /** The playbook's server can't be reached, or fails. */
  | 'playbook-unreachable'
  /** The playbook is over 1 MB. */
  | 'playbook-too-large'
  /** The playbook is not JSON. */
  | 'playbook-not-json'
  /** The playbook breaks its schema. */
  | 'playbook-invalid'
  /** No endpoint is given. */
  | 'endpoint-missing'
  /** The endpoint's address looks like another host without its scheme, and is read as a path of this page. */
  | 'endpoint-invalid'
  /** The endpoint can't be reached, or fails. */
  | 'unreachable'
  /** The endpoint refused the token, or asked for one. */
  | 'unauthorized'
  /** The token function failed, or its answer can't be sent in a header. */
  | 'token'
  /** The endpoint refused events. */
  | 'refused'
  /** The endpoint took a batch but rejected some of its events. */
  | 'rejected'
  /** The playbook has no action of this name. */
  | 'unknown-action'
  /** No moment with this id was tracked. */
  | 'unknown-moment'
  /** The playbook has no lesson with this id. */
  | 'unknown-lesson'

export interface GainloopError {
  code: ErrorCode
  /** What went wrong, where, and how to mend it. */
  message: string
  /** The underlying error or value, where there is one. */
  cause?: unknown
}

/** What a listener of `on` receives, by the type it listens to. */
export type Heard<T extends EventType | 'error' | '*'> = T extends 'error'
  ? GainloopError
  : T extends EventType
    ? GainloopEvent<T>
    : GainloopEvent | GainloopError

export interface ResultOptions {
  /** For an action with `every` or `digest`: the figures are of the period that holds this time. @default now */
  at?: TrackDetails['at']
}

/** Every method is safe to call at any time and never throws into the page. */
export interface Gainloop {
  /** Names the user. What was remembered of the anonymous user is merged in; another id than before starts afresh. */
  identify(user: Identity): void
  /**
   * The user is about to do the action. A plan that stands for it is brought back now, in one line: inline where a `mount` fits
   * the action, else in the corner. Resolves to whether one was; where the reminder waits for the user to stop typing, once it is
   * there. Never rejects.
   */
  begin(action: string, details?: BeginDetails): Promise<boolean>
  /** Records that the user completed an action: a moment. An unknown action is reported as an error and ignored. */
  track(action: string, details?: TrackDetails): void
  /**
   * Reports measured results of a moment, or of a track that its period counts. For an action with `every` or `digest` give the
   * action: the figures are those of the user's present period, or of the one that holds `at`. They may make the ask due, or
   * decide the band.
   * @example gainloop.result('campaign.sent', { openRate: 0.31 })
   */
  result(target: string | number, metrics: Record<string, number>, options?: ResultOptions): void
  /** Withdraws the ask of a moment that no longer counts, such as a deleted campaign. */
  cancel(momentId: string | number): void
  /** Asks now, past limits and delays. */
  ask(actionOrMomentId: string | number): void
  /** Opens one lesson. */
  lesson(lessonId: string): void
  /** Opens the list of lessons this user was shown: what is finished, what is planned. */
  lessons(): void
  /**
   * Shows the card, and reminders of plans, inline in `element` instead of in the corner, for one action or for all. Returns the
   * unmount.
   */
  mount(element: Element, action?: string, options?: MountOptions): () => void
  /** Resolves to the verdict on each action or moment, with every reason it is not asked now. */
  explain(action?: string): Promise<Verdict[]>
  /**
   * Listens to one event type, to `error`, or with `'*'` to everything. Returns the unsubscribe.
   * A listener that throws does no harm.
   * @example gainloop.on('gainloop.rating.given', (event) => console.log(event.data.band))
   */
  on<T extends EventType | 'error' | '*'>(type: T, listener: (event: Heard<T>) => void): () => void
  /** Changes the card's language. An empty tag returns to the page's own language. */
  setLanguage(tag: string): void
  /** Changes the card's colours. An open card follows. */
  setTheme(theme: ThemeMode): void
  /** With `consent: 'wait'`, `true` starts Gainloop and `false` forgets everything and stops it. */
  consent(granted: boolean): void
  /** Sends now. Resolves when everything was delivered, or the endpoint refused or can't be reached. Never rejects. */
  flush(): Promise<void>
  /** Forgets the user (logout). Events that are not delivered yet are still sent. */
  reset(): void
  /** Removes every listener, timer, element and global from the page. Undelivered events wait for the next visit. */
  destroy(): void
}

/**
 * The global of the script tag: `gainloop('track', …)` before and after the script has loaded, `gainloop.track(…)` after.
 * @example declare global { var gainloop: GainloopGlobal }
 */
export type GainloopGlobal = Gainloop & ((method: keyof Gainloop, ...args: unknown[]) => unknown)
