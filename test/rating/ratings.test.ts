import { expect, test } from 'vitest'
import { explained, rated, ratingsOf } from '../../src/rating/ratings'
import { bookOf, frozen, rating, START } from './books'

test('A rating is written down', () => {
  const book = rated(frozen(bookOf()), rating(1, 'missed'))
  expect(book.ratings.r1).toEqual(rating(1, 'missed'))
})

test('A changed answer replaces the one before and keeps the lesson that was shown', () => {
  const before = frozen(bookOf({ ratings: [rating(1, 'missed', { lesson: 'tips', obstacles: ['x'] })] }))
  const { r1 } = rated(before, rating(1, 'reached')).ratings
  expect(r1).toEqual(rating(1, 'reached', { lesson: 'tips' }))
})

test('Reasons and comment join the rating', () => {
  const book = explained(
    frozen(bookOf({ ratings: [rating(1, 'missed')] })),
    'r1',
    { obstacles: ['x'], comment: 'Hm' },
    START,
  )
  expect(book.ratings.r1).toMatchObject({ band: 'missed', obstacles: ['x'], comment: 'Hm' })
})

test('Explaining a rating that is not there changes nothing', () => {
  const book = bookOf()
  expect(explained(book, 'r1', { comment: 'Hm' }, START)).toBe(book)
})

test('A clock set back does not make a rating older', () => {
  const book = explained(bookOf({ ratings: [rating(5, 'missed')] }), 'r5', { comment: 'Hm' }, START)
  expect(book.ratings.r5?.updated).toBe(rating(5, 'missed').updated)
})

test('Ratings are read oldest first, one action at a time', () => {
  const book = bookOf({
    ratings: [rating(9, 'reached'), rating(1, 'missed'), rating(4, 'partly', { action: 'import' })],
  })
  expect(ratingsOf(book, 'send').map(({ id }) => id)).toEqual(['r1', 'r9'])
})
