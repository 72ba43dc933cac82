import { describe, expect, test } from 'vitest'
import { committed, reviewed, standing } from '../../src/lesson/commitment'
import {
  doneOf,
  lessonCompleted,
  lessonDeclined,
  lessonJudged,
  lessonOpened,
  lessonProgressed,
  lessonRequested,
  lessonShown,
} from '../../src/lesson/progress'
import type { Book, Commitment } from '../../src/moment/book'
import { bookOf, DAY, frozen, rating, START } from '../rating/books'

const book = frozen(bookOf({ ratings: [rating(0, 'missed')] }))

describe('What is done with a lesson is kept', () => {
  test.each<[string, (book: Book) => Book, object]>([
    ['shown', (b) => lessonShown(b, 'a', START, 'r0'), { shown: [START] }],
    ['opened', (b) => lessonOpened(b, 'a', START), { opened: START }],
    ['begun', (b) => lessonProgressed(b, 'a', ['one'], START), { done: ['one'] }],
    ['completed', (b) => lessonCompleted(b, 'a', START), { completed: START }],
    ['judged', (b) => lessonJudged(b, 'a', false, START), { useful: false }],
    ['not for me', (b) => lessonDeclined(b, 'a', START), { declined: START }],
    ['requested', (b) => lessonRequested(b, 'a', START), { requested: START }],
  ])('%s', (_, step, kept) => {
    expect(step(book).lessons.a).toEqual({ lesson: 'a', shown: [], updated: START, ...kept })
  })

  test('and one thing does not undo another', () => {
    const both = lessonJudged(lessonProgressed(book, 'a', ['one'], START), 'a', true, START + 1)
    expect(both.lessons.a).toEqual({ lesson: 'a', shown: [], done: ['one'], useful: true, updated: START + 1 })
  })

  test('and a clock set back does not make it older', () => {
    expect(lessonOpened(lessonOpened(book, 'a', START), 'a', START - DAY).lessons.a?.updated).toBe(START)
  })
})

describe('Showing a lesson', () => {
  test('is noted at the rating it was shown for', () => {
    expect(lessonShown(book, 'a', START, 'r0').ratings.r0?.lesson).toBe('a')
  })

  test('by hand concerns no rating', () => {
    expect(lessonShown(book, 'a', START).ratings).toBe(book.ratings)
  })

  test('is remembered ten times at most, the latest', () => {
    let next: Book = book
    for (let day = 0; day < 12; day++) next = lessonShown(next, 'a', START + day * DAY, 'r0')
    expect(next.lessons.a?.shown).toHaveLength(10)
    expect(next.lessons.a?.shown.at(-1)).toBe(START + 11 * DAY)
  })
})

describe('A lesson shown again', () => {
  const begun = lessonProgressed(lessonShown(book, 'a', START, 'r0'), 'a', ['one'], START + 1)
  const finished = lessonCompleted(begun, 'a', START + 2)
  const again = lessonShown(finished, 'a', START + DAY, 'r0')

  test('goes on where it was left', () => {
    expect(lessonShown(begun, 'a', START + DAY, 'r0').lessons.a?.done).toEqual(['one'])
  })

  test('begins anew once it was finished', () => {
    expect(doneOf(finished.lessons.a)).toEqual([])
    expect(again.lessons.a).toMatchObject({ done: [], completed: START + 2 })
  })

  test('goes on where it was left in its second round, too', () => {
    const second = lessonProgressed(again, 'a', ['two'], START + DAY + 1)
    expect(lessonShown(second, 'a', START + 2 * DAY, 'r0').lessons.a?.done).toEqual(['two'])
  })

  test('by hand stays finished', () => {
    expect(lessonShown(finished, 'a', START + DAY)).toBe(finished)
  })
})

describe('Commitments', () => {
  const commitment = (id: string, day: number, more: Partial<Commitment> = {}): Omit<Commitment, 'updated'> => ({
    id,
    lesson: 'a',
    action: 'send',
    text: 'Next time I’ll test.',
    at: START + day * DAY,
    ...more,
  })

  test('The latest for the action is come back to', () => {
    const next = [commitment('c2', 2), commitment('c1', 1), commitment('c3', 3, { action: 'import' })].reduce(
      committed,
      book,
    )
    expect(standing(next, 'send')?.id).toBe('c2')
  })

  test('There is none before one is made', () => {
    expect(standing(book, 'send')).toBeUndefined()
  })

  test('One that was reviewed is done with, and so are those before it', () => {
    const two = [commitment('c1', 1), commitment('c2', 2)].reduce(committed, book)
    const next = reviewed(frozen(two), 'c2', 'partly', START + 3 * DAY)
    expect(next.commitments.c2).toMatchObject({ did: 'partly', reviewed: START + 3 * DAY, updated: START + 3 * DAY })
    expect(standing(next, 'send')).toBeUndefined()
  })

  test('Reviewing one that is not there changes nothing', () => {
    expect(reviewed(book, 'nope', 'yes', START)).toBe(book)
  })
})
