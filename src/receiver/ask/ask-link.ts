/** Signs the address of one ask, for the vendor's own e-mail or chat message to a user who doesn't come back. */
import { checkAccount, checkSecret, checkSubject, secondsOf } from '../sign-token'
import { signLink } from './link-token'

/** What a link is about. */
export interface AskLinkDetails {
  /** The user's id, as in `identify({ id })`. */
  subject: string
  /** The name of the action. */
  action: string
  /** The moment's id, as in `track(action, { id })`. */
  moment: string
  /**
   * What the user calls the moment. Needed for a moment that the receiver has not heard of; otherwise it knows it from its event.
   * @default none
   */
  label?: string | undefined
  /** When the action was completed: a Date, ISO 8601, or milliseconds since 1970. For such a moment, too. @default when the link is signed */
  at?: Date | string | number | undefined
  /** For an ask of `every` or `digest`: its period, as `askDue` gives it. @default none */
  period?: { from: string; to: string } | undefined
  /** The language of the page, by BCP 47. @default the one the user last saw the card in, then that of their browser */
  language?: string | undefined
  /**
   * Facts about the user for segments and conditions, as in `identify({ traits })`. They can be read in the address: leave out what
   * is nobody else's business. @default the segments the user was last in
   */
  traits?: Record<string, unknown> | undefined
  /** The id of the account that the user acts for, as in `identify({ account })`. @default the one the user last acted for */
  account?: string | undefined
  /** How long the link is valid: a duration like `"7d"` or `"2w"`, or a number of seconds. @default "14d" */
  expiresIn?: string | number | undefined
}

export interface AskLinkOptions extends AskLinkDetails {
  /** Where browsers reach the receiver, such as `https://app.example.com/api/gainloop`. */
  url: string | URL
  /** The same secret that `createReceiver` or `gainloop serve` is given, at least 32 bytes long. */
  secret: string
  /** The playbook, or its id: a receiver with another one refuses the link. @default not checked */
  playbook?: string | { id: string } | undefined
  /** Returns the current time in ms since 1970. @default Date.now */
  now?: (() => number) | undefined
}

const fail = (problem: string): never => {
  throw new TypeError(`askLink: ${problem}`)
}

/**
 * Signs the address of a page that asks this user about this moment. The page takes the rating by a click, once, and then shows the
 * lesson. Whoever has the address can answer for the user, so send it to nobody else. A receiver serves the page where it is given
 * `ask: { playbook }`; its own method `askLink` knows `url`, `secret` and `playbook` already.
 *
 * @example
 * const link = await askLink({
 *   url: 'https://app.example.com/api/gainloop',
 *   secret: process.env.GAINLOOP_SECRET,
 *   subject: user.id,
 *   action: 'campaign.sent',
 *   moment: campaign.id,
 * })
 *
 * @returns a promise of the address.
 * @throws TypeError if an option is missing or malformed; the promise rejects with it.
 */
export async function askLink(options: AskLinkOptions): Promise<string> {
  const { url, secret, subject, action, moment, playbook, expiresIn = '14d', now = Date.now } = options ?? {}
  checkSubject(subject, fail)
  checkSecret(secret, fail)
  if (options.account !== undefined) checkAccount(options.account, fail)
  const address = addressOf(url)
  const details = {
    ...{ subject, action: nameOf('action', action), moment: nameOf('moment', moment) },
    ...(playbook !== undefined && { playbook: nameOf('playbook', idOf(playbook)) }),
    ...(options.label !== undefined && { label: String(options.label) }),
    ...(options.at !== undefined && { at: timeOf(options.at) }),
    ...(options.period && { period: options.period }),
    ...(options.language !== undefined && { language: String(options.language) }),
    ...(options.traits && { traits: options.traits }),
    ...(options.account !== undefined && { account: options.account }),
  }
  address.searchParams.set('link', await signLink(details, secret, secondsOf(expiresIn, fail), now()))
  return address.href
}

const idOf = (playbook: string | { id: string }): unknown => (typeof playbook === 'object' ? playbook?.id : playbook)

/** The longest of each in the events' schema. */
const LONGEST = { action: 200, moment: 500, playbook: 100 }

function nameOf(what: keyof typeof LONGEST, value: unknown): string {
  if (typeof value === 'number') fail(`expected "${what}" to be a string, got ${value}; write String(…)`)
  if (typeof value !== 'string' || value === '' || value.length > LONGEST[what]) {
    return fail(
      `expected "${what}" to be text of at most ${LONGEST[what]} characters, got ${JSON.stringify(value)?.slice(0, 80) ?? 'nothing'}`,
    )
  }
  return value
}

function timeOf(at: Date | string | number): string {
  const time = new Date(at)
  if (Number.isNaN(+time)) fail(`expected "at" to be a date, ISO 8601 or milliseconds, got ${JSON.stringify(at)}`)
  return time.toISOString()
}

export const isWebAddress = (url: unknown): url is string | URL =>
  URL.canParse(String(url)) && /^https?:$/.test(new URL(String(url)).protocol)

/** The page's address. What the receiver's own address ends with, a slash or not, makes no difference. */
function addressOf(url: unknown): URL {
  if (!isWebAddress(url)) {
    return fail(
      `expected "url" to be where browsers reach the receiver, like "https://app.example.com/api/gainloop", got ${JSON.stringify(url) ?? 'nothing'}`,
    )
  }
  const address = new URL(url)
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/ask`
  address.hash = ''
  return address
}
