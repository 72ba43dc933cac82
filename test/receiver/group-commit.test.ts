import { expect, test } from 'vitest'
import { groupCommits } from '../../src/receiver/stores/group-commit'
import { storedEvent } from './events'

const batch = (...ids: string[]) => ids.map((id) => storedEvent('rating.given', { id }))

test('what many send at once is stored in one transaction, up to five hundred events', async () => {
  const transactions: number[] = []
  const append = groupCommits(async (events) => {
    transactions.push(events.length)
    return events.map(() => true)
  })
  const thousand = Array.from({ length: 1_000 }, () => storedEvent('rating.given'))
  await Promise.all([
    ...Array.from({ length: 50 }, () => append(batch('a', 'b'))),
    ...[1, 2, 3].map(() => append(thousand)),
  ])
  expect(transactions).toEqual([100, 1_000, 1_000, 1_000])
})

test('each hears which of its own events were new', async () => {
  const append = groupCommits(async (events) => events.map(({ event }) => event.id !== 'old'))
  expect(await Promise.all([append(batch('old', 'new')), append(batch('new')), append([])])).toEqual([
    [false, true],
    [true],
    [],
  ])
})

test('what one sends and the database refuses harms nobody else', async () => {
  const append = groupCommits(async (events) => {
    if (events.some(({ event }) => event.id === 'bad')) throw new Error('no')
    return events.map(() => true)
  })
  const results = await Promise.allSettled([append(batch('a')), append(batch('bad')), append(batch('b'))])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('batches with other webhooks are stored on their own', async () => {
  const seen: number[] = []
  const append = groupCommits(async (events, addressees) => {
    seen.push(events.length)
    expect(addressees === undefined || addressees(events[0]?.event as never).length === 1).toBe(true)
    return events.map(() => true)
  })
  const addressees = () => ['https://crm.example.com/']
  await Promise.all([append(batch('a')), append(batch('b'), addressees), append(batch('c'), addressees)])
  expect(seen).toEqual([1, 2])
})
