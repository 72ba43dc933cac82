/**
 * The model behind `model.test.ts`: devices of one user, and a ledger that keeps, in the plainest way, what each device can
 * know of what was shown and answered. Every show is checked against the ledger, not against the book.
 */
import { expect } from 'vitest'
import { askAnswered, askDismissed, askNow, askShown, askSnoozed, expireAsks } from '../../src/ask/asks'
import { type DueAsk, decide } from '../../src/ask/decide'
import { type Book, emptyBook, momentKey, openBook, seedOf } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import { identify } from '../../src/moment/identify'
import { merge } from '../../src/moment/merge'
import { openPeriods } from '../../src/moment/periods'
import { addResult } from '../../src/moment/result'
import { isForced } from '../../src/moment/standing'
import { track } from '../../src/moment/track'
import { share } from '../../src/playbook/share'
import { DAY, playbook, START } from './scene'

export const plan = playbook({
  cooldown: '3d',
  per30Days: 4,
  perYear: 20,
  quiet: '1d',
  sample: 0.7,
  snooze: '2d',
  giveUp: { dismissals: 2, for: '60d' },
  sameAction: { answered: '5d', dismissed: '8d' },
})
const LIFE = 14 * DAY

interface Show {
  key: string
  action: string
  at: number
}

interface Ledger {
  shows: Show[]
  answered: Map<string, Show>
  dismissed: Map<string, Show>
  snoozed: Show[]
  cancelled: Set<string>
  muted: Set<string>
  expires: Map<string, number>
  since: number
}

interface Device {
  book: Book
  ledger: Ledger
  session: number
  open?: DueAsk
  consent: boolean
}

const ledgerFrom = (since: number): Ledger => ({
  shows: [],
  answered: new Map(),
  dismissed: new Map(),
  snoozed: [],
  cancelled: new Set(),
  muted: new Set(),
  expires: new Map(),
  since,
})

const both = (a: Ledger, b: Ledger): Ledger => ({
  shows: [...new Set([...a.shows, ...b.shows])],
  answered: new Map([...a.answered, ...b.answered]),
  dismissed: new Map([...a.dismissed, ...b.dismissed]),
  snoozed: [...new Set([...a.snoozed, ...b.snoozed])],
  cancelled: new Set([...a.cancelled, ...b.cancelled]),
  muted: new Set([...a.muted, ...b.muted]),
  expires: new Map(
    [...new Set([...a.expires.keys(), ...b.expires.keys()])].map((key) => [
      key,
      Math.max(a.expires.get(key) ?? 0, b.expires.get(key) ?? 0),
    ]),
  ),
  since: Math.min(a.since, b.since),
})

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}

/** The rules of CONTRACT 3, Limits, told once more in the plainest way. */
function checkShow({ ledger, session, consent, book }: Device, { key, action, record }: DueAsk, now: number): void {
  expect(consent, 'consent').toBe(true)
  expect(ledger.answered.has(key), 'rated at most once').toBe(false)
  expect(ledger.cancelled.has(key), 'cancelled is never asked').toBe(false)
  expect(ledger.muted.has(action), 'muted is never asked').toBe(false)
  expect(now, 'expired is never asked').toBeLessThan(ledger.expires.get(key) ?? Infinity)
  if (isForced(record, now)) return
  expect(ledger.dismissed.has(key), 'dismissed is never asked').toBe(false)
  const others = ledger.shows.filter((show) => show.key !== key)
  const within = (span: number) => new Set(others.filter(({ at }) => now - at < span).map((show) => show.key)).size
  const own =
    ledger.shows.filter((show) => show.key === key).length - ledger.snoozed.filter((show) => show.key === key).length
  expect(within(3 * DAY), 'cooldown').toBe(0)
  expect(within(30 * DAY), 'per30Days').toBeLessThan(4)
  expect(within(365 * DAY), 'perYear').toBeLessThan(20)
  expect(session, 'perSession').toBeLessThan(1)
  expect(own, 'displays').toBeLessThan(2)
  expect(now - ledger.since, 'quiet').toBeGreaterThanOrEqual(DAY)
  const same = (all: Map<string, Show>, span: number) =>
    [...all.values()].filter((one) => one.action === action && now - one.at < span)
  expect(same(ledger.answered, 5 * DAY), 'sameAction.answered').toEqual([])
  expect(same(ledger.dismissed, 8 * DAY), 'sameAction.dismissed').toEqual([])
  const last = [...ledger.dismissed.values()].map(({ at }) => at).sort((a, b) => b - a)
  const gaveUp = last.some((at, index) => now - at < 60 * DAY && at - (last[index + 1] ?? -Infinity) < 60 * DAY)
  expect(gaveUp, 'giveUp').toBe(false)
  expect(share(seedOf(book.user), action), 'sample').toBeLessThan(0.7)
}

export class World {
  now = START
  devices: Device[] = [this.device(0), this.device(1)]
  private current = 0
  private ids = 0

  private device(n: number): Device {
    return { book: emptyBook(`anon-${n}`, this.now), ledger: ledgerFrom(this.now), session: 0, consent: true }
  }

  get at(): Device {
    return this.devices[this.current] as Device
  }

  private write(book: Book): void {
    this.at.book = freeze(book)
  }

  /** What a page does whenever it wakes. */
  wake(): void {
    this.write(expireAsks(openPeriods(this.at.book, plan, this.now), this.now).book)
  }

  track(action: string, n: number, metrics?: Record<string, number>): void {
    const id = `m${n}`
    const key = momentKey(action, id)
    const before = this.at.book.asks[key]
    this.write(track(this.at.book, plan, { action, id, ...(metrics && { metrics }) }, this.now))
    const expires = this.at.book.asks[key]?.expires
    if (!before && expires !== undefined) this.at.ledger.expires.set(key, expires)
  }

  result(n: number): void {
    this.write(addResult(this.at.book, plan, `m${n}`, { rate: n / 10 }, this.now).book)
  }

  cancel(n: number): void {
    const { book, moments } = cancel(this.at.book, `m${n}`, this.now)
    this.write(book)
    for (const { action, id } of moments) this.at.ledger.cancelled.add(momentKey(action, id))
  }

  byHand(what: string): void {
    this.write(askNow(this.at.book, plan, what, this.now).book)
  }

  /** An ask is shown if one is due: the card before it, if any, is gone unanswered. */
  show(): void {
    this.pass(1)
    this.wake()
    const { book, consent, session, ledger } = this.at
    delete this.at.open
    const decision = decide({ playbook: plan, book, facts: { consent, session: { asks: session } }, now: this.now })
    if (!('ask' in decision)) return
    checkShow(this.at, decision.ask, this.now)
    const { key, action } = decision.ask
    this.at.open = decision.ask
    this.at.session++
    ledger.shows.push({ key, action, at: this.now })
    this.write(askShown(book, key, this.now))
    // The second display in vain counts as a dismissal.
    const shows = ledger.shows.filter((show) => show.key === key)
    if (shows.length - ledger.snoozed.filter((show) => show.key === key).length >= 2)
      ledger.dismissed.set(key, { key, action, at: this.now })
  }

  reply(what: 'rate' | 'dismiss' | 'mute' | 'snooze'): void {
    const { open, ledger, book } = this.at
    if (!open) return
    delete this.at.open
    const { key, action } = open
    const stamp = { key, action, at: this.now }
    if (ledger.answered.has(key) || ledger.cancelled.has(key)) return
    ledger.dismissed.delete(key)
    if (what === 'rate') {
      this.write(askAnswered(book, key, this.now))
      ledger.answered.set(key, stamp)
    } else if (what === 'snooze') {
      this.write(askSnoozed(book, plan, key, this.now))
      ledger.snoozed.push(stamp)
      const over = ledger.snoozed.filter((one) => one.key === key).length > 2
      ledger.expires.set(key, over ? this.now : this.now + 2 * DAY + LIFE)
    } else {
      this.write(askDismissed(book, key, what === 'mute', this.now))
      ledger.dismissed.set(key, stamp)
      if (what === 'mute') ledger.muted.add(action)
    }
  }

  identify(id: string): void {
    const { user, moments } = this.at.book
    const known = Object.keys(moments).length > 0
    const { book, from } = identify(this.at.book, { id }, this.now)
    if (from !== undefined && known) expect(seedOf(book.user), 'sampling is not re-rolled').toBe(seedOf(user))
    if (!user.anonymous && user.id !== id) {
      expect(book, 'nothing of the first user').toMatchObject({ moments: {}, asks: {}, ratings: {}, muted: {} })
      this.at.ledger = ledgerFrom(this.now)
      delete this.at.open
    }
    this.write(book)
  }

  reset(): void {
    this.write(emptyBook(`anon-r${this.ids++}`, this.now))
    this.at.ledger = ledgerFrom(this.now)
    delete this.at.open
  }

  /** The state of one device reaches the other and the other way round, where both know the same user by name. */
  sync(): void {
    const [a, b] = this.devices as [Device, Device]
    if (a.book.user.anonymous || a.book.user.id !== b.book.user.id) return
    const merged = merge(a.book, b.book)
    expect(merge(b.book, a.book), 'the merge converges').toEqual(merged)
    const ledger = both(a.ledger, b.ledger)
    for (const key of ledger.answered.keys()) ledger.dismissed.delete(key)
    for (const device of this.devices) {
      device.book = freeze(merged)
      device.ledger = both(ledger, ledger)
      if (device.open && (ledger.answered.has(device.open.key) || ledger.cancelled.has(device.open.key)))
        delete device.open
    }
  }

  reload(): void {
    const stored = JSON.parse(JSON.stringify(this.at.book))
    const opened = openBook(stored, 'anon-x', this.now)
    expect(opened, 'nothing is lost in storage').toEqual(this.at.book)
    this.write(opened)
    delete this.at.open
  }

  newSession(): void {
    this.at.session = 0
    delete this.at.open
  }

  consent(granted: boolean): void {
    this.at.consent = granted
  }

  switchDevice(): void {
    this.current = 1 - this.current
  }

  pass(ms: number): void {
    this.now += ms
  }
}
