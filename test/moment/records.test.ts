import { describe, expect, test } from 'vitest'
import { ofAction, update } from '../../src/moment/records'
import { bookOf, frozen, moment, rating, START } from '../rating/books'

const book = frozen(bookOf({ ratings: [rating(1, 'missed')] }))

describe('A record is changed', () => {
  test('in a new book, and nothing else with it', () => {
    const next = update(book, 'ratings', 'r1', { comment: 'Hm' }, START + 1e9)
    expect(next.ratings.r1).toEqual({ ...rating(1, 'missed'), comment: 'Hm', updated: START + 1e9 })
    expect(next.moments).toBe(book.moments)
  })

  test('and what is undefined is taken away', () => {
    const next = update(book, 'ratings', 'r1', { goal: undefined, comment: undefined }, START)
    expect(JSON.parse(JSON.stringify(next.ratings.r1))).toEqual(rating(1, 'missed'))
  })

  test('only where there is one', () => {
    expect(update(book, 'ratings', 'r2', { comment: 'Hm' }, START)).toBe(book)
  })

  test('or where it is told what to begin with', () => {
    const next = update(book, 'lessons', 'a', { opened: START }, START, { lesson: 'a', shown: [] })
    expect(next.lessons.a).toEqual({ lesson: 'a', shown: [], opened: START, updated: START })
  })

  test('and a clock set back does not make it older', () => {
    expect(update(book, 'ratings', 'r1', { comment: 'Hm' }, START).ratings.r1?.updated).toBe(
      rating(1, 'missed').updated,
    )
  })
})

test('The records of an action are read oldest first, those of one instant by their ids', () => {
  const moments = [
    moment(9),
    moment(1, {}, { id: 'b' }),
    moment(1, {}, { id: 'a' }),
    moment(2, {}, { action: 'import' }),
  ]
  expect(ofAction(bookOf({ moments }).moments, 'send').map(({ id }) => id)).toEqual(['a', 'b', 'm9'])
})
