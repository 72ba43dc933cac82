import { describe, expect, test } from 'vitest'
import { openCommitment } from '../../src/lesson/commitment'
import { doneOf, type LessonActivity, type LessonDetails, recordLesson } from '../../src/lesson/progress'
import type { Book, Commitment } from '../../src/moment/book'
import { bookOf, DAY, frozen, rating, START } from '../rating/books'

const book = frozen(bookOf({ ratings: [rating(0, 'missed')] }))
const shown = (before: Book, at: number) => recordLesson(before, 'shown', { lesson: 'a', rating: 'r0' }, at)
const begun = (before: Book, done: string[], at: number) =>
  recordLesson(before, 'progressed', { lesson: 'a', done }, at)

describe('What is done with a lesson is kept', () => {
  test.each<[string, LessonActivity, Partial<LessonDetails>, object]>([
    ['shown', 'shown', { rating: 'r0' }, { shown: [START], done: [] }],
    ['opened', 'opened', {}, { opened: START }],
    ['begun', 'progressed', { done: ['one'] }, { done: ['one'] }],
    ['completed', 'completed', {}, { completed: START }],
    ['judged', 'judged', { useful: false }, { useful: false }],
    ['not for me', 'judged', { declined: true }, { declined: START }],
    ['requested', 'requested', {}, { requested: START }],
  ])('%s', (_, activity, details, kept) => {
    const { lessons } = recordLesson(book, activity, { lesson: 'a', ...details }, START)
    expect(lessons.a).toEqual({ lesson: 'a', shown: [], updated: START, ...kept })
  })

  test('and one thing does not undo another', () => {
    const both = recordLesson(begun(book, ['one'], START), 'judged', { lesson: 'a', useful: true }, START + 1)
    expect(both.lessons.a).toEqual({ lesson: 'a', shown: [], done: ['one'], useful: true, updated: START + 1 })
  })

  test('and what the holdout withheld counts as shown and finished', () => {
    const { lessons, ratings } = recordLesson(book, 'withheld', { lesson: 'a', rating: 'r0' }, START)
    expect(lessons.a).toEqual({ lesson: 'a', shown: [START], completed: START, withheld: [START], updated: START })
    expect(ratings.r0?.lesson).toBe('a')
  })
})

describe('Showing a lesson', () => {
  test('is noted at the rating it was shown for', () => {
    expect(shown(book, START).ratings.r0?.lesson).toBe('a')
  })

  test('is remembered ten times at most, the latest', () => {
    let next: Book = book
    for (let day = 0; day < 12; day++) next = shown(next, START + day * DAY)
    expect(next.lessons.a?.shown).toHaveLength(10)
    expect(next.lessons.a?.shown.at(-1)).toBe(START + 11 * DAY)
  })
})

describe('A lesson shown again', () => {
  const left = begun(shown(book, START), ['one'], START + 1)
  const finished = recordLesson(left, 'completed', { lesson: 'a' }, START + 2)
  const again = shown(finished, START + DAY)

  test('goes on where it was left', () => {
    expect(shown(left, START + DAY).lessons.a?.done).toEqual(['one'])
  })

  test('begins anew once it was finished', () => {
    expect(doneOf(finished.lessons.a)).toEqual([])
    expect(again.lessons.a).toMatchObject({ done: [], completed: START + 2 })
  })

  test('goes on where it was left in its second round, too', () => {
    const second = begun(again, ['two'], START + DAY + 1)
    expect(shown(second, START + 2 * DAY).lessons.a?.done).toEqual(['two'])
  })
})

test('Nothing is done of a lesson never heard of', () => {
  expect(doneOf(undefined)).toEqual([])
})

describe('The commitment to come back to', () => {
  const made = (id: string, day: number, more: Partial<Commitment> = {}): [string, Commitment] => {
    const at = START + day * DAY
    return [id, { id, lesson: 'a', action: 'send', text: 'Next time I’ll test.', at, updated: at, ...more }]
  }
  const standingOf = (...commitments: [string, Commitment][]) =>
    openCommitment(bookOf({ commitments: Object.fromEntries(commitments) }), 'send')?.id

  test('is the latest for the action', () => {
    expect(standingOf(made('c2', 2), made('c1', 1), made('c3', 3, { action: 'import' }))).toBe('c2')
  })

  test('is none before one is made', () => {
    expect(standingOf()).toBeUndefined()
  })

  test('is none once the latest was reviewed, whatever came before it', () => {
    expect(standingOf(made('c1', 1), made('c2', 2, { reviewed: START }))).toBeUndefined()
  })
})
