import { describe, expect, it } from 'vitest'
import { hasPlans, isUnreminded, planToRemind } from '../../src/lesson/reminder'
import type { Book, Commitment } from '../../src/moment/book'
import { openBook } from '../../src/moment/open-book'

const plan = (more: Partial<Commitment> = {}): Commitment => ({
  id: 'k_1',
  lesson: 'subject-lines',
  action: 'campaign.sent',
  text: 'Next time I’ll write the subject line last.',
  at: 10,
  updated: 10,
  ...more,
})

const bookWith = (commitments: Commitment[], sentAt: number[] = []): Book => ({
  ...openBook(undefined, 'u_1', 0),
  commitments: Object.fromEntries(commitments.map((one) => [one.id, one])),
  moments: Object.fromEntries(
    sentAt.map((at) => [`campaign.sent c_${at}`, { id: `c_${at}`, action: 'campaign.sent', at, updated: at }]),
  ),
})

describe('the plan that a reminder brings back', () => {
  it.each([
    ['the plan that stands', [plan()], [], 'k_1'],
    ['the latest of several', [plan(), plan({ id: 'k_2', at: 20 })], [], 'k_2'],
    ['none that was taken back', [plan({ withdrawn: 20 })], [], undefined],
    ['none that was looked back on', [plan({ reviewed: 20, did: 'yes' })], [], undefined],
    ['none of another action', [plan({ action: 'ad.ended' })], [], undefined],
    ['none that was put away', [plan({ noted: 20 })], [5], undefined],
    ['the one that was put away, once the action was completed after that', [plan({ noted: 20 })], [30], 'k_1'],
  ] as const)('is %s', (_, commitments, sentAt, expected) => {
    expect(planToRemind(bookWith([...commitments], [...sentAt]), 'campaign.sent')?.id).toBe(expected)
  })

  it('is worth listening for while one stands', () => {
    expect(hasPlans(bookWith([]))).toBe(false)
    expect(hasPlans(bookWith([plan({ withdrawn: 20 })]))).toBe(false)
    expect(hasPlans(bookWith([plan()]))).toBe(true)
  })
})

it('leaves the share of users it says without a reminder, and no user changes sides as it grows', () => {
  const users = Array.from({ length: 4_000 }, (_, index) => `u_${index}`)
  const without = (unreminded: number) => users.filter((user) => isUnreminded({ id: 'postcard', unreminded }, user))
  expect(without(0)).toEqual([])
  expect(without(1)).toEqual(users)
  const [fifth, half] = [without(0.2), without(0.5)]
  expect(fifth.length / users.length).toBeCloseTo(0.2, 1)
  expect(half).toEqual(expect.arrayContaining(fifth))
})
