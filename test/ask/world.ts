/**
 * The model behind `model.test.ts`: devices of one user, and a ledger that keeps, in the plainest way, what each device can
 * know of what was shown and answered. Every show is checked against the ledger, not against the book.
 */
import { expect } from 'vitest'
import { askNow } from '../../src/ask/ask-now'
import { askAnswered, askDismissed, askShown, askSnoozed, expireAsks } from '../../src/ask/asks'
import { type DueAsk, decide } from '../../src/ask/decide'
import { type Book, emptyBook, momentKey, seedOf } from '../../src/moment/book'
import { openBook } from '../../src/moment/open-book'
import { cancel } from '../../src/moment/cancel'
import { identify } from '../../src/moment/identify'
import { merge } from '../../src/moment/merge'
import { openPeriods } from '../../src/moment/periods'
import { addResult } from '../../src/moment/result'
import { isForced } from '../../src/ask/status'
import { track } from '../../src/moment/track'
import { share } from '../../src/playbook/share'
import { DAY, playbook, START } from './scene'

const plan = playbook({
  cooldown: '3d',
  per30Days: 4,
  perYear: 20,
  quiet: '1d',
  sample: 0.7,
  snooze: '2d',
  giveUp: { dismissals: 2, for: '60d' },
  sameAction: { answered: '5d', dismissed: '8d' },
})
/** Days after its due time in which it can be answered. */
const LIFE: Record<string, number> = { sent: 14, other: 14, now: 14, measured: 14, judged: 4, watch: 10, captured: 6 }
const lifeOf = (action: string): number => (LIFE[action] ?? 0) * DAY
/** Days after the moment. */
const DELAY: Record<string, number> = { sent: 3, other: 1, now: 0 }
/** Of the last figure reported under a rate of which the figures alone decide. */
const MISSED = 0.1

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

interface Tab {
  /** Asks shown in this session. */
  session: number
  open?: DueAsk
}

interface Device {
  book: Book
  ledger: Ledger
  /** They share the book; one of them at a time shows a card. */
  tabs: [Tab, Tab]
  tab: 0 | 1
  consent: boolean
  /** Calls that wait for consent. */
  held: (() => void)[]
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

/** The rules of the limits once more, written in the plainest way. */
function checkShow(
  { ledger, consent, book }: Device,
  { session }: Tab,
  { key, action, record }: DueAsk,
  now: number,
): void {
  expect(consent, 'consent').toBe(true)
  expect(ledger.answered.has(key), 'rated at most once').toBe(false)
  expect(ledger.cancelled.has(key), 'cancelled is never asked').toBe(false)
  expect(ledger.muted.has(action), 'muted is never asked').toBe(false)
  expect(now, `expired is never asked: ${key}`).toBeLessThan(ledger.expires.get(key) ?? Infinity)
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
    const book = emptyBook(`anon-${n}`, this.now)
    const tabs: Device['tabs'] = [{ session: 0 }, { session: 0 }]
    return { book, ledger: ledgerFrom(this.now), tabs, tab: 0, consent: true, held: [] }
  }

  get at(): Device {
    return this.devices[this.current] as Device
  }

  get here(): Tab {
    return this.at.tabs[this.at.tab]
  }

  private write(book: Book): void {
    this.at.book = freeze(book)
  }

  /** At once, or once consent is given. */
  private inTurn(run: () => void): void {
    if (this.at.consent) run()
    else this.at.held.push(run)
  }

  /** What a page does whenever it wakes. */
  wake(): void {
    this.write(expireAsks(openPeriods(this.at.book, plan, this.now), this.now).book)
  }

  track(action: string, n: number, more: { metrics?: Record<string, number>; contacts?: number } = {}): void {
    const called = this.now
    this.inTurn(() => {
      const { book, ledger } = this.at
      const id = `m${n}`
      const key = momentKey(action, id)
      const known = book.moments[key]
      const at = known?.at ?? Math.max(called, book.user.since)
      const { metrics, contacts } = more
      this.write(
        track(
          book,
          plan,
          { action, id, at, ...(metrics && { metrics }), ...(contacts && { properties: { contacts } }) },
          this.now,
        ),
      )
      const delay = DELAY[action]
      if (!known && delay !== undefined) ledger.expires.set(key, at + delay * DAY + lifeOf(action))
      // Without a figure the user is asked when it would have expired.
      if (!known && action === 'judged') ledger.expires.set(key, at + 2 * DAY + 2 * lifeOf(action))
      if (metrics) this.measured(`m${n}`, metrics)
    })
  }

  /** Figures make an ask due, or decide it, from then on. */
  private measured(id: string, { rate = 1 }: Record<string, number>): void {
    const { moments, asks } = this.at.book
    const { expires } = this.at.ledger
    const first = momentKey('measured', id)
    if (moments[first] && !expires.has(first)) expires.set(first, this.now + lifeOf('measured'))
    const judged = momentKey('judged', id)
    const due = (moments[judged]?.at ?? 0) + 2 * DAY + lifeOf('judged')
    if (rate < MISSED && moments[judged] && this.now < due && !asks[judged]?.displays.length)
      expires.set(judged, Math.max(this.now + lifeOf('judged'), asks[judged]?.expires ?? 0))
  }

  result(n: number, rate: number): void {
    this.inTurn(() => {
      const { book, measured } = addResult(
        this.at.book,
        plan,
        { target: `m${n}`, metrics: { rate }, at: this.now },
        this.now,
      )
      this.write(book)
      if (measured[0]) this.measured(`m${n}`, { rate })
    })
  }

  cancel(n: number): void {
    this.inTurn(() => {
      const { book, cancelled } = cancel(this.at.book, `m${n}`, this.now)
      this.write(book)
      for (const { action, moment: id } of cancelled)
        if (book.moments[momentKey(action, id)]?.cancelled) this.at.ledger.cancelled.add(momentKey(action, id))
    })
  }

  byHand(what: string): void {
    this.inTurn(() => this.write(askNow(this.at.book, plan, what, this.now).book))
  }

  /** An ask is shown if one is due: the card before it in this tab, if any, is gone unanswered. */
  show(): void {
    this.pass(1)
    if (!this.at.consent) return
    this.wake()
    const { book, consent, ledger, tabs } = this.at
    delete this.here.open
    // Behind another tab's card none is opened.
    if (tabs.some(({ open }) => open)) return
    const session = { asks: this.here.session }
    const decision = decide({ playbook: plan, book, facts: { consent, session }, now: this.now })
    if (!('ask' in decision)) return
    this.expectPeriod(decision.ask)
    checkShow(this.at, this.here, decision.ask, this.now)
    const { key, action } = decision.ask
    this.here.open = decision.ask
    this.here.session++
    ledger.shows.push({ key, action, at: this.now })
    this.write(askShown(book, key, this.now))
    // The second display in vain counts as a dismissal.
    const shows = ledger.shows.filter((show) => show.key === key)
    if (shows.length - ledger.snoozed.filter((show) => show.key === key).length >= 2)
      ledger.dismissed.set(key, { key, action, at: this.now })
  }

  /** A period is asked about once it is over; a digest only with as much as it takes, told by every track of it. */
  private expectPeriod({ key, action, moment, record }: DueAsk): void {
    const days = { watch: 35, captured: 7 }[action]
    if (!days || !moment.digest) return
    const end = Date.parse(moment.id) + days * DAY
    if (!this.at.ledger.expires.has(key)) this.at.ledger.expires.set(key, end + lifeOf(action))
    // Shown before by hand, it comes back after the snooze.
    if (isForced(record, this.now) || record.displays.length) return
    expect(this.now, 'a period that is not over is never asked about').toBeGreaterThanOrEqual(end)
    const sum = Object.values(moment.digest.tracks ?? {}).reduce((all, { value }) => all + value, 0)
    if (action === 'captured') expect(sum, 'atLeast').toBeGreaterThanOrEqual(5)
  }

  reply(what: 'rate' | 'dismiss' | 'mute' | 'snooze'): void {
    const { ledger, book } = this.at
    const { open } = this.here
    if (!open) return
    delete this.here.open
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
      ledger.expires.set(key, over ? this.now : this.now + 2 * DAY + lifeOf(action))
    } else {
      this.write(askDismissed(book, key, what === 'mute', this.now))
      ledger.dismissed.set(key, stamp)
      if (what === 'mute') ledger.muted.add(action)
    }
  }

  /** Nothing of this user is left: in the book, in the ledger, on a screen. */
  private forget(): void {
    this.at.ledger = ledgerFrom(this.now)
    for (const tab of this.at.tabs) delete tab.open
    this.here.session = 0
  }

  identify(id: string): void {
    this.inTurn(() => {
      const { user, moments } = this.at.book
      const known = Object.keys(moments).length > 0
      const { book, from } = identify(this.at.book, { id }, this.now)
      if (from !== undefined && known) expect(seedOf(book.user), 'sampling is not re-rolled').toBe(seedOf(user))
      if (from === undefined && user.id === id)
        expect(seedOf(book.user), 'nor by the same name again').toBe(seedOf(user))
      if (!user.anonymous && user.id !== id) {
        expect(book, 'nothing of the first user').toMatchObject({ moments: {}, asks: {}, ratings: {}, muted: {} })
        this.forget()
      }
      this.write(book)
    })
  }

  reset(): void {
    this.inTurn(() => {
      this.write(emptyBook(`anon-r${this.ids++}`, this.now))
      this.forget()
    })
  }

  /** The state of one device reaches the other and the other way round, where both know the same user by name. */
  sync(): void {
    const [a, b] = this.devices as [Device, Device]
    if (!a.consent || !b.consent || a.book.user.anonymous || a.book.user.id !== b.book.user.id) return
    const merged = merge(a.book, b.book)
    expect(merge(b.book, a.book), 'the merge converges').toEqual(merged)
    expect(merge(merged, a.book), 'and comes to rest').toEqual(merged)
    this.expectSeed(seedOf(a.book.user), seedOf(b.book.user), seedOf(merged.user), merged.user.id)
    const ledger = both(a.ledger, b.ledger)
    for (const key of ledger.answered.keys()) ledger.dismissed.delete(key)
    for (const device of this.devices) {
      device.book = freeze(merged)
      device.ledger = both(ledger, ledger)
      for (const tab of device.tabs)
        if (tab.open && (ledger.answered.has(tab.open.key) || ledger.cancelled.has(tab.open.key))) delete tab.open
    }
  }

  /** Sampled as on one of the devices, on both; who was sampled while anonymous is not re-rolled by being known by name elsewhere. */
  private expectSeed(a: string, b: string, merged: string, id: string): void {
    expect([a, b], 'one sampling for both').toContain(merged)
    if (a === id || b === id) expect(merged, 'that of the anonymous').toBe(a === id ? b : a)
  }

  reload(): void {
    const stored = JSON.parse(JSON.stringify(this.at.book))
    const opened = openBook(stored, 'anon-x', this.now)
    expect(opened, 'nothing is lost in storage').toEqual(this.at.book)
    this.write(opened)
    delete this.here.open
  }

  newSession(): void {
    this.here.session = 0
    delete this.here.open
  }

  /** Given, what waited for it is done; taken back, everything is forgotten. */
  consent(granted: boolean): void {
    const { at } = this
    if (granted === at.consent) return
    at.consent = granted
    const { held } = at
    at.held = []
    if (granted) for (const run of held) run()
    else {
      this.write(emptyBook(`anon-c${this.ids++}`, this.now))
      this.forget()
    }
  }

  switchTab(): void {
    this.at.tab = this.at.tab ? 0 : 1
  }

  switchDevice(): void {
    this.current = 1 - this.current
  }

  pass(ms: number): void {
    this.now += ms
  }
}
