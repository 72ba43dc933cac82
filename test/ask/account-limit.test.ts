/** `limits.perAccount`: over all users of an account, by what the endpoint's state told of colleagues. */
import { expect, test } from 'vitest'
import { askAnswered } from '../../src/ask/asks'
import { explain } from '../../src/ask/explain'
import { type Book, momentKey } from '../../src/moment/book'
import { day, FREE, fresh, playbook, START, shown, tracked, verdict } from './scene'

const plan = playbook({ ...FREE, perAccount: { asks: 2, per: '30d' } })

const withAccount = (book: Book, asked?: number[]): Book => ({
  ...book,
  user: { ...book.user, account: { id: 'acme', traits: {}, at: START, ...(asked && { asked, heard: START }) } },
})
/** The user's own ask about something else, answered. */
const other = (): Book =>
  askAnswered(shown(tracked(sent(), plan, 'now', 'n', day(1)), 'now', 'n', day(1)), momentKey('now', 'n'), day(1))
const sent = (book = fresh()): Book => tracked(book, plan, 'sent', 'a', START)

test.each<[string, Book, number, string]>([
  ['no account, no limit', sent(), day(3), 'asks a'],
  ['one colleague was asked', withAccount(sent(), [day(1)]), day(3), 'asks a'],
  ['two were', withAccount(sent(), [day(1), day(2)]), day(3), 'account-limit'],
  ['two were, one of them a month ago', withAccount(sent(), [day(2), day(-28)]), day(3), 'asks a'],
  ['one was, and the user too', withAccount(other(), [day(2)]), day(3), 'account-limit'],
  ['the user alone, by what this browser knows', withAccount(other()), day(3), 'asks a'],
  [
    'an ask that was shown does not count against itself',
    withAccount(shown(sent(), 'sent', 'a', day(3)), [day(2)]),
    day(4),
    'asks a',
  ],
])('%s', (_, book, now, expected) => {
  expect(verdict(book, plan, now)).toBe(expected)
})

test('explain says why, and until when', () => {
  const book = withAccount(sent(), [day(1), day(2)])
  const [told] = explain({ playbook: plan, book, facts: {}, now: day(3), action: 'sent' })
  expect(told?.reasons).toEqual([
    {
      code: 'account-limit',
      message: expect.stringMatching(
        /^Not asked: users of the account "acme" were shown 2 asks within 30 days, and "perAccount" allows no more \(until /,
      ),
      until: day(31),
    },
  ])
})
