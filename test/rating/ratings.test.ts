import { expect, test } from 'vitest'
import { ratingsOf } from '../../src/rating/ratings'
import { bookOf, rating } from './books'

test('Ratings are read oldest first, one action at a time', () => {
  const book = bookOf({
    ratings: [rating(9, 'reached'), rating(1, 'missed'), rating(4, 'partly', { action: 'import' })],
  })
  expect(ratingsOf(book, 'send').map(({ id }) => id)).toEqual(['r1', 'r9'])
})
