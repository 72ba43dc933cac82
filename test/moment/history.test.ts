import { describe, expect, test } from 'vitest'
import { conditionFacts } from '../../src/moment/condition-facts'
import { historyOf } from '../../src/moment/history'
import type { AskRecord } from '../../src/moment/book'
import { matches } from '../../src/playbook/condition'
import type { Band } from '../../src/playbook/schema'
import { bookOf, DAY, moment, rating, START } from '../rating/books'

const rowOf = (...bands: Band[]) =>
  historyOf(bookOf({ ratings: bands.map((band, day) => rating(day, band)) }), 'send', START)

describe('Rows of the same band are counted from the latest rating back', () => {
  test.each<[string, Band[], number, number, Band | undefined]>([
    ['no rating yet', [], 0, 0, undefined],
    ['one missed', ['missed'], 1, 0, 'missed'],
    ['two missed', ['missed', 'missed'], 2, 0, 'missed'],
    ['two missed after one reached', ['reached', 'missed', 'missed'], 2, 0, 'missed'],
    ['partly ends a row of missed', ['missed', 'missed', 'partly'], 0, 0, 'partly'],
    ['reached ends a row of missed', ['missed', 'missed', 'reached'], 0, 1, 'reached'],
    ['three reached', ['reached', 'reached', 'reached'], 0, 3, 'reached'],
    ['a gap starts the row anew', ['missed', 'partly', 'missed'], 1, 0, 'missed'],
  ])('%s', (_, bands, missedInARow, reachedInARow, lastBand) => {
    const history = rowOf(...bands)
    expect(history).toMatchObject({ ratings: bands.length, missedInARow, reachedInARow })
    expect(history.lastBand).toBe(lastBand)
  })
})

test('Another action’s ratings do not count', () => {
  const book = bookOf({ ratings: [rating(1, 'missed'), rating(2, 'reached', { action: 'import' })] })
  expect(historyOf(book, 'send', START)).toMatchObject({ ratings: 1, missedInARow: 1 })
})

test('Asks count once they were shown', () => {
  const ask = (action: string, displays: number[]): AskRecord => ({
    moment: 'm',
    action,
    status: 'pending',
    displays,
    snoozes: [],
    updated: START,
  })
  const asks = {
    a: ask('send', [START, START]),
    b: ask('send', []),
    c: ask('import', [START]),
    d: ask('send', [START]),
  }
  expect(historyOf(bookOf({ asks }), 'send', START).asks).toBe(2)
})

describe('Days since the user was first seen', () => {
  test.each([
    ['are whole days', 2.9, 2],
    ['start at none', 0, 0],
    ['are none where the clock was set back', -3, 0],
  ])('%s', (_, days, expected) => {
    expect(historyOf(bookOf(), 'send', START + days * DAY).daysSinceFirstSeen).toBe(expected)
  })
})

describe('Facts for conditions', () => {
  test('hold every root of the contract', () => {
    const surroundings = {
      traits: { plan: 'pro' },
      language: 'de',
      device: { kind: 'phone' },
      page: { path: '/a', host: 'x.test' },
    }
    const about = moment(1, { opens: 0.2 }, { properties: { recipients: 5 }, goal: 'sales' })
    expect(conditionFacts(surroundings, about, rowOf('missed'))).toMatchObject({
      ...surroundings,
      properties: { recipients: 5 },
      metrics: { opens: 0.2 },
      goal: 'sales',
      history: rowOf('missed'),
    })
  })

  test.each(['traits', 'language', 'device.kind', 'page.path', 'properties', 'metrics', 'goal', 'history.lastBand'])(
    'say of %s that it does not exist where it is not known',
    (root) => {
      expect(matches({ [root]: { $exists: false } }, conditionFacts({}, moment(1), undefined))).toBe(true)
    },
  )
})
