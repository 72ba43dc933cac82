// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { chunks } from '../../src/chunks'
import type { Card } from '../../src/loop/card'
import { trackMoment } from '../../src/loop/track-moment'
import { emptyBook } from '../../src/moment/book'
import { cardStep, NOW, until, type World, world } from '../debug/world'

const WEEK = 7 * 86_400_000
const details = { id: 'c_42', label: 'Spring sale', properties: { recipients: 1800 } }

let page: World
afterEach(() => {
  vi.restoreAllMocks()
  page.attention.destroy()
})

it('needs two transactions from track to the card: one for the moment, one for the ask that is shown', async () => {
  page = await world({ ...emptyBook('u_1', NOW - WEEK, false), clock: NOW })
  const before = page.transactions()
  const { book, key, wantsGoal } = await trackMoment(
    page.context,
    'campaign.sent',
    { ...details, goal: 'sales' },
    NOW - WEEK,
  )
  expect(wantsGoal).toBe(false)
  expect(key in book.asks).toBe(true)
  await page.attention.look(book)
  await until('the card', () => cardStep() === 'question')
  expect(page.transactions() - before).toBe(2)
})

it('asks for the goal with one more transaction, which notes that it was asked for', async () => {
  page = await world({ ...emptyBook('u_1', NOW - WEEK, false), clock: NOW })
  const before = page.transactions()
  const { book, key } = await trackMoment(page.context, 'campaign.sent', details, NOW)
  await page.attention.lookForGoal(key, book)
  await until('the card', () => cardStep() === 'goal')
  expect(page.transactions() - before).toBe(2)
})

it('writes an answer in one transaction, before the next step is shown', async () => {
  page = await world({ ...emptyBook('u_1', NOW - WEEK, false), clock: NOW })
  const cards: { send(event: { type: 'rate'; id: string; value: string }): void }[] = []
  page.attention.onOpen((card) => cards.push(card))
  const { book } = await trackMoment(page.context, 'campaign.sent', { ...details, goal: 'sales' }, NOW - WEEK)
  await page.attention.look(book)
  await until('the card', () => cardStep() === 'question')
  const before = page.transactions()
  cards[0]?.send({ type: 'rate', id: 'r_1', value: 'yes' })
  await until('the next step', () => cardStep() === 'reasons')
  expect(page.transactions() - before).toBe(1)
  expect(page.stored()).toContain('gainloop.rating.given')
})

it('does not count an ask as shown when the code that shows it can’t be loaded', async () => {
  const missing = {
    ...chunks,
    card: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
  }
  page = await world({ ...emptyBook('u_1', NOW - WEEK, false), clock: NOW }, missing)
  const { book } = await trackMoment(page.context, 'campaign.sent', { ...details, goal: 'sales' }, NOW - WEEK)
  await page.attention.look(book)
  expect(page.stored()).toContain('"status":"pending"')
  expect(page.stored()).toContain('"displays":[]')
  expect(page.stored()).not.toContain('gainloop.ask.shown')
})

describe('a throw while the card is drawn', () => {
  const Broken = () => {
    throw new Error('a script of the page is in the way')
  }
  const brokenLesson: typeof chunks = {
    ...chunks,
    cardParts: { lessons: { ...chunks.cardParts.lessons, tips: async () => Broken } },
  }
  /** What was reported, from now on. */
  const reports = (): unknown[] => {
    const reported: unknown[] = []
    page.context.report = (problem) => void reported.push(problem)
    return reported
  }
  /** An ask that is due is looked at, and the first card opens or fails. */
  async function lookAtDueAsk(): Promise<void> {
    const { book } = await trackMoment(page.context, 'campaign.sent', { ...details, goal: 'sales' }, NOW - WEEK)
    await page.attention.look(book)
  }
  /** Resolves when another tab could show a card. */
  const lockFreed = async (): Promise<void> => {
    await until('this tab to have no card', () => page.attention.busy() === undefined)
    expect(await page.context.host.exclusively('gainloop:card', async () => 'free')).toBe('free')
  }

  it.each<[string, () => void]>([
    [
      'no shadow root can be made',
      () => void vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(() => Broken()),
    ],
    [
      'the page refuses the element',
      () => void vi.spyOn(document.documentElement, 'append').mockImplementation(Broken),
    ],
    ['an attribute can’t be set', () => void vi.spyOn(Element.prototype, 'setAttribute').mockImplementation(Broken)],
  ])('leaves no card, is reported, and lets other tabs ask: %s', async (_, breakPage) => {
    page = await world({ ...emptyBook('u_1', NOW - WEEK, false), clock: NOW })
    const reported = reports()
    const again = vi.spyOn(page.context.host, 'after')
    breakPage()
    await lookAtDueAsk()
    await until('the report', () => reported[0])
    expect(reported).toMatchObject([{ code: 'card', cause: new Error('a script of the page is in the way') }])
    expect(document.querySelector('gainloop-card')).toBeNull()
    await lockFreed()
    // Not at once: what threw would throw again.
    expect(again).toHaveBeenCalledExactlyOnceWith(30_000, expect.any(Function))
  })

  it('at a later step closes the card, keeps what was answered, and lets other tabs ask', async () => {
    page = await world({ ...emptyBook('u_1', NOW - WEEK, false), clock: NOW }, brokenLesson)
    const reported = reports()
    const cards: Card[] = []
    page.attention.onOpen((card) => cards.push(card))
    await lookAtDueAsk()
    await until('the card', () => cardStep() === 'question')
    cards[0]?.send({ type: 'rate', id: 'r_1', value: 'not-yet' })
    cards[0]?.send({ type: 'skip' })
    await until('the report', () => reported[0])
    expect(reported).toMatchObject([{ code: 'card' }])
    expect(document.querySelector('gainloop-card')).toBeNull()
    expect(page.stored()).toContain('gainloop.rating.given')
    await lockFreed()
  })

  it('when the language changes, too', async () => {
    page = await world({ ...emptyBook('u_1', NOW - WEEK, false), clock: NOW })
    const reported = reports()
    const cards: Card[] = []
    page.attention.onOpen((card) => cards.push(card))
    await lookAtDueAsk()
    await until('the card', () => cardStep() === 'question')
    page.context.language = () => Broken()
    cards[0]?.refresh()
    expect(reported).toMatchObject([{ code: 'card' }])
    expect(document.querySelector('gainloop-card')).toBeNull()
    await lockFreed()
  })

  it('by a listener to open cards costs nothing', async () => {
    page = await world({ ...emptyBook('u_1', NOW - WEEK, false), clock: NOW })
    const reported = reports()
    page.attention.onOpen(Broken)
    await lookAtDueAsk()
    await until('the card', () => cardStep() === 'question')
    expect(reported).toHaveLength(1)
    expect(page.attention.busy()).toBe('open')
  })
})
