// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { chunks } from '../../src/chunks'
import { trackMoment } from '../../src/loop/track-moment'
import { emptyBook } from '../../src/moment/book'
import { cardStep, NOW, until, type World, world } from '../debug/world'

const WEEK = 7 * 86_400_000
const details = { id: 'c_42', label: 'Spring sale', properties: { recipients: 1800 } }

let page: World
afterEach(() => page.attention.destroy())

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
