/** Periods against a plain recomputation, however tracks, results and the endpoint's state arrive on two devices. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GainloopEvent } from '../../src/delivery/event'
import { bookOf } from '../../src/loop/sync'
import { trackEvents } from '../../src/loop/track-moment'
import { type Book, emptyBook } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import { periodOf } from '../../src/moment/digest'
import { merge } from '../../src/moment/merge'
import { openPeriods } from '../../src/moment/periods'
import { addResult } from '../../src/moment/result'
import { track } from '../../src/moment/track'
import { compilePlaybook } from '../../src/playbook/compile'
import type { Playbook } from '../../src/playbook/schema'
import { stateOf } from '../../src/receiver/state'

const START = Date.UTC(2027, 0, 4)
const DAY = 86_400_000
const HOUR = DAY / 24
const WEEK = 7 * DAY
type Metric = 'rate' | 'total' | 'average' | 'added' | 'sent'

const playbookOf = (when: object): Playbook => ({
  version: 1,
  id: 'model',
  actions: {
    kept: {
      metrics: {
        rate: { label: 'Rate', unit: 'number', better: 'higher' },
        total: { label: 'Total', unit: 'number', better: 'higher', fold: 'sum' },
        average: { label: 'Average', unit: 'number', better: 'higher', fold: 'mean' },
        added: { label: 'Added', unit: 'number', better: 'higher', from: 'sum' },
        sent: { label: 'Sent', unit: 'number', better: 'higher', from: 'count' },
      },
      ask: { question: 'Well?', when } as Playbook['actions'][string]['ask'],
    },
  },
  lessons: [],
})

type Reported = Partial<Record<'rate' | 'total' | 'average', number>>

type Step =
  | { do: 'track'; on: number; id: number; ago: number; contacts: number | undefined; metrics: Reported }
  | { do: 'result'; on: number; id: number; metrics: Reported }
  | { do: 'report'; on: number; ago: number; metrics: Reported }
  | { do: 'cancel'; on: number; id: number }
  | { do: 'deliver'; on: number }
  | { do: 'sync'; on: number }
  | { do: 'wait'; hours: number }

const on = fc.constantFrom(0, 1)
const id = fc.integer({ min: 0, max: 5 })
const figure = fc.integer({ min: 1, max: 9 })
const metrics = fc.record({ rate: figure, total: figure, average: figure }, { requiredKeys: [] })
/** A result without a figure is refused. */
const some = metrics.filter((given) => Object.keys(given).length > 0)
const ago = fc.integer({ min: 0, max: 30 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    ...{ do: fc.constant('track' as const), on, id, ago, metrics },
    contacts: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('result' as const), on, id, metrics: some }),
  fc.record({ do: fc.constant('report' as const), on, ago, metrics: some }),
  fc.record({ do: fc.constant('cancel' as const), on, id }),
  fc.record({ do: fc.constant('deliver' as const), on }),
  fc.record({ do: fc.constant('sync' as const), on }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
)

/** What was said, in order: the plain truth, from which everything is computed anew. */
type Said =
  | { at: number; is: 'track'; id: string; when: number; contacts: number | undefined; metrics: Reported }
  | { at: number; is: 'result'; id: string; metrics: Reported }
  | { at: number; is: 'report'; when: number; metrics: Reported }
  | { at: number; is: 'cancel'; id: string }

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

/** The figures of the period that begins at `from`, from all that was said. */
function recomputed(said: readonly Said[], from: number) {
  const tracks = new Map<string, { when: number; contacts: number; metrics: Reported }>()
  const own: Reported = {}
  const cancelled = new Set(said.flatMap((one) => (one.is === 'cancel' ? [one.id] : [])))
  for (const one of said) {
    if (one.is === 'track') {
      const known = tracks.get(one.id)
      tracks.set(one.id, {
        when: known?.when ?? one.when,
        contacts: one.contacts ?? known?.contacts ?? 0,
        metrics: { ...known?.metrics, ...one.metrics },
      })
    } else if (one.is === 'result') Object.assign(tracks.get(one.id)?.metrics ?? {}, one.metrics)
    else if (one.is === 'report' && one.when >= from && one.when < from + WEEK) Object.assign(own, one.metrics)
  }
  const inside = [...tracks]
    .filter(([key, { when }]) => !cancelled.has(key) && when >= from && when < from + WEEK)
    .map(([, counted]) => counted)
    .sort((a, b) => a.when - b.when)
  const of = (metric: keyof Reported) => inside.flatMap(({ metrics: { [metric]: value } }) => value ?? [])
  const [rates, totals, averages] = [of('rate'), of('total'), of('average')]
  const folded: Partial<Record<Metric, number>> = {
    ...(rates.length && { rate: rates.at(-1) as number }),
    ...(totals.length && { total: sum(totals) }),
    ...(averages.length && { average: sum(averages) / averages.length }),
  }
  const added = sum(inside.map(({ contacts }) => contacts))
  return { sum: added, count: inside.length, metrics: { ...folded, ...own, added, sent: inside.length } }
}

/** Two devices of one user, and what their endpoint has received. */
class World {
  now = START
  readonly said: Said[] = []
  private readonly playbook
  private readonly received: { event: GainloopEvent; at: number }[] = []
  private readonly devices: { book: Book; outbox: GainloopEvent[] }[]
  private serial = 0

  constructor(when: object, since: readonly number[]) {
    this.playbook = compilePlaybook(playbookOf(when))
    this.devices = since.map((first) => ({ book: { ...emptyBook('u', first, false), clock: START }, outbox: [] }))
  }

  books = (): Book[] => this.devices.map(({ book }) => book)

  private device = (index: number) => this.devices[index] as World['devices'][number]

  private post(index: number, drafts: { type: string; data: object }[]): void {
    const time = new Date(this.now).toISOString()
    const events = drafts.map((draft) => ({ ...draft, id: `e${this.serial++}`, time }) as unknown as GainloopEvent)
    this.device(index).outbox.push(...events)
  }

  deliver(index: number): void {
    const events = this.device(index).outbox.splice(0)
    this.received.push(...events.map((event) => ({ event, at: Date.parse(event.time) })))
  }

  sync(index: number): void {
    const device = this.device(index)
    const state: unknown = JSON.parse(JSON.stringify(stateOf(this.received as never, this.now)))
    device.book = merge(device.book, bookOf(state, device.book, this.now))
    this.wake(index)
  }

  private wake(index: number): void {
    const device = this.device(index)
    device.book = openPeriods(device.book, this.playbook, this.now)
  }

  /** When the device first heard of this track. */
  private knownSince = (index: number, track: string): number | undefined =>
    Object.values(this.device(index).book.moments).find(({ digest }) => digest?.tracks?.[track])?.digest?.tracks?.[
      track
    ]?.at

  run(step: Step): void {
    // No two things happen at the same time, so that "last" means one of them.
    this.now += 1_000
    if (step.do === 'wait') this.now += step.hours * HOUR
    else if (step.do === 'deliver') this.deliver(step.on)
    else if (step.do === 'sync') this.sync(step.on)
    else this.happen(step)
  }

  private happen(step: Exclude<Step, { do: 'wait' | 'deliver' | 'sync' }>): void {
    this.wake(step.on)
    const device = this.device(step.on)
    const { now: at, playbook } = this
    if (step.do === 'track') {
      // Each device counts its own things; of the other's it knows what the state brought.
      const id = `t${step.on}-${step.id}`
      const when = this.knownSince(step.on, id) ?? Math.max(at - step.ago * HOUR, START) + this.said.length
      const { contacts, metrics } = step
      if (this.said.some((one) => one.is === 'cancel' && one.id === id)) return
      const tracked = {
        action: 'kept',
        id,
        at: when,
        metrics,
        ...(contacts !== undefined && { properties: { contacts } }),
      }
      device.book = track(device.book, playbook, tracked, at)
      this.post(step.on, trackEvents(device.book, playbook, tracked))
      this.said.push({ at, is: 'track', id, when, contacts, metrics })
      return
    }
    if (step.do === 'cancel') {
      const id = `t${step.id % 2}-${step.id}`
      const { book, cancelled } = cancel(device.book, id, at)
      device.book = book
      this.post(
        step.on,
        cancelled.map((data) => ({ type: 'gainloop.action.cancelled', data })),
      )
      if (cancelled.length) this.said.push({ at, is: 'cancel', id })
      return
    }
    const when = step.do === 'report' ? Math.max(at - step.ago * HOUR, START) : at
    const id = step.do === 'report' ? '' : `t${step.id % 2}-${step.id}`
    const { metrics } = step
    const { book, measured } = addResult(device.book, playbook, { target: id || 'kept', metrics, at: when }, at)
    device.book = book
    for (const { moment, track: of } of measured) {
      const data = { moment: of ?? moment.id, action: 'kept', metrics, ...(of === undefined && periodOf(moment)) }
      this.post(step.on, [{ type: 'gainloop.result.measured', data }])
      this.said.push(of === undefined ? { at, is: 'report', when, metrics } : { at, is: 'result', id, metrics })
    }
  }

  /** Everything arrives, and both devices hear of it. */
  settle(): void {
    for (const index of [0, 1]) this.deliver(index)
    for (const index of [0, 1]) this.sync(index)
  }
}

const periodsIn = ({ moments }: Book) =>
  Object.values(moments)
    .filter(({ digest, cancelled }) => digest && !cancelled)
    .sort((a, b) => a.at - b.at)

const KINDS = [
  ['every', { every: '1w' }],
  ['digest', { digest: { every: '1w', sum: 'contacts', atLeast: 3 } }],
] as const

describe.each(KINDS)('The periods of "%s"', (kind, when) => {
  test('have the figures that a recomputation gives, on both devices', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = new World(when, [START, START])
        for (const one of steps) world.run(one)
        world.settle()
        for (const book of world.books()) {
          for (const { at, digest, metrics } of periodsIn(book)) {
            // A period that is long over is not counted any more.
            if (at + 2 * WEEK < world.now) continue
            const { sum: added, count, metrics: expected } = recomputed(world.said, at)
            expect(metrics).toEqual(kind === 'every' ? { ...expected, added: 0 } : expected)
            expect(digest).toMatchObject({ sum: kind === 'every' ? 0 : added, count })
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('are the same on both devices in the end, whenever each first saw the user, and no track is in two of them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 0, max: 6 * 24 }), (steps, later) => {
        const world = new World(when, [START, START - later * HOUR])
        for (const one of steps) world.run(one)
        world.settle()
        const [mine, other] = world.books().map((book) =>
          // One that lost its only track may be on one device alone: it asks nothing.
          periodsIn(book)
            .filter(
              ({ digest }) =>
                digest?.count || Object.values(digest?.figures ?? {}).some((one) => Object.keys(one).length > 0),
            )
            .map(({ id, digest, metrics }) => ({ id, sum: digest?.sum, count: digest?.count, metrics })),
        )
        if (kind === 'digest') expect(mine).toEqual(other)
        for (const book of world.books()) {
          const tracks = periodsIn(book).flatMap(({ digest }) => Object.keys(digest?.tracks ?? {}))
          expect(new Set(tracks).size).toBe(tracks.length)
        }
      }),
      { numRuns: 300 },
    )
  })
})
