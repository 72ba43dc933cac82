import { describe, expect, test } from 'vitest'
import { inHoldout } from '../../src/lesson/holdout'
import { offerLesson } from '../../src/lesson/offer'
import { recordLesson } from '../../src/lesson/progress'
import type { Book } from '../../src/moment/book'
import { compilePlaybook } from '../../src/playbook/compile'
import type { Lesson, Playbook } from '../../src/playbook/schema'
import { bookOf, DAY, frozen, moment, rating, START } from '../rating/books'
import { lesson, playbookOf as sourceOf } from './cases'

const playbookOf = (lessons: Lesson[], rest?: Partial<Playbook>) => compilePlaybook(sourceOf(lessons, rest))

const now = START + 10 * DAY
const offer = (lessons: Lesson[], book: Book, given = rating(9, 'missed'), exclude: string[] = []) =>
  offerLesson({ playbook: playbookOf(lessons), book: frozen(book), facts: {}, now }, given, exclude)

describe('The lesson offered for a rating', () => {
  test('counts that rating, though it is not in the book yet', () => {
    const lessons = [lesson('tips'), lesson('service', { actions: ['send'] }, { kind: 'service' })]
    expect(offer(lessons, bookOf())?.lesson.id).toBe('tips')
    expect(offer(lessons, bookOf({ ratings: [rating(1, 'missed')] }))?.lesson.id).toBe('service')
  })

  test('counts that rating once, though it is in the book', () => {
    const lessons = [lesson('tips'), lesson('service', { actions: ['send'] }, { kind: 'service' })]
    expect(offer(lessons, bookOf({ ratings: [rating(9, 'missed')] }))?.lesson.id).toBe('tips')
  })

  test('counts the answer as it was changed', () => {
    const lessons = [lesson('tips'), lesson('service', { actions: ['send'] }, { kind: 'service' })]
    const book = bookOf({ ratings: [rating(1, 'missed'), rating(9, 'missed')] })
    expect(offer(lessons, book, rating(9, 'partly'))?.lesson.id).toBe('tips')
  })

  test('goes by the rating’s reasons and goal', () => {
    const lessons = [lesson('any'), lesson('obstacle', { obstacles: ['x'], goals: ['sales'] })]
    expect(offer(lessons, bookOf(), rating(9, 'missed', { obstacles: ['x'], goal: 'sales' }))?.lesson.id).toBe(
      'obstacle',
    )
  })

  test('goes by the moment’s figures', () => {
    const lessons = [lesson('any'), lesson('many', { bands: ['missed'], if: { 'metrics.opens': { $gt: 0.1 } } })]
    expect(offer(lessons, bookOf({ moments: [moment(9, { opens: 0.2 })] }))?.lesson.id).toBe('many')
    expect(offer(lessons, bookOf())?.lesson.id).toBe('any')
  })

  test('leaves out those seen already', () => {
    expect(offer([lesson('a'), lesson('b')], bookOf(), undefined, ['a'])?.lesson.id).toBe('b')
    expect(offer([lesson('a')], bookOf(), undefined, ['a'])).toBeUndefined()
  })

  test('says how far the user has come with it', () => {
    const lessons = { a: { lesson: 'a', shown: [START], done: ['one'], updated: START } }
    expect(offer([lesson('a')], bookOf({ lessons }))?.done).toEqual(['one'])
  })

  test.each([
    ['never asked for', undefined, undefined, false],
    ['asked for', START, undefined, true],
    ['asked for, and not due to repeat yet', START, '30d', true],
    ['asked for, and due to repeat', START, '10d', false],
  ])('says whether a service was asked for: %s', (_, requested, repeat, said) => {
    const lessons = { a: { lesson: 'a', shown: [START], ...(requested && { requested }), updated: START } }
    const service = lesson('a', {}, { kind: 'service', ...(repeat && { repeat }) })
    expect(offer([service], bookOf({ lessons }))?.requested).toBe(said)
  })
})

describe('A lesson that was withheld', () => {
  const lessons = [lesson('a'), lesson('b'), lesson('c', { bands: ['missed'] }, { after: ['a', 'b'] })]
  const withheld = (book: Book, id: string, day: number) =>
    recordLesson(book, 'withheld', { lesson: id, rating: `r${day}` }, START + day * DAY)
  const first = bookOf({ ratings: [rating(1, 'missed')] })

  test('is finished as one that was shown and completed: the user moves on to the next', () => {
    const once = withheld(first, 'a', 1)
    expect(offer(lessons, once)?.lesson.id).toBe('b')
    const twice = withheld({ ...once, ratings: { ...once.ratings, r2: rating(2, 'missed') } }, 'b', 2)
    expect(offer(lessons, twice)?.lesson.id).toBe('c')
  })

  test('is still the one for that rating when its answer is changed, as one that was shown is', () => {
    const once = withheld(first, 'a', 1)
    expect(offer(lessons, once, rating(1, 'partly'))?.lesson.id).toBe('a')
    const shown = recordLesson(first, 'shown', { lesson: 'a', rating: 'r1' }, START + DAY)
    expect(offer(lessons, shown, rating(1, 'partly'))?.lesson.id).toBe('a')
  })
})

describe('The holdout', () => {
  const holding = (holdout: number) => playbookOf([], { experiments: { holdout } })
  const users = Array.from({ length: 2_000 }, (_, i) => `u${i}`)

  test('is nobody by default', () => {
    expect(users.some((user) => inHoldout(playbookOf([]), user))).toBe(false)
  })

  test('is everybody at 1', () => {
    expect(users.every((user) => inHoldout(holding(1), user))).toBe(true)
  })

  test('is about its share of users', () => {
    const share = users.filter((user) => inHoldout(holding(0.1), user)).length / users.length
    expect(share).toBeGreaterThan(0.07)
    expect(share).toBeLessThan(0.13)
  })

  test('only grows when its share does', () => {
    expect(users.filter((user) => inHoldout(holding(0.1), user) && !inHoldout(holding(0.2), user))).toEqual([])
  })

  test('goes by the user’s seed, so that being named does not re-roll it', () => {
    const user = { id: 'u_81', anonymous: false, traits: {}, since: START, seed: 'anon-1' }
    for (const holdout of [0.2, 0.5, 0.8]) {
      const playbook = playbookOf([lesson('a')], { experiments: { holdout } })
      const offered = offerLesson({ playbook, book: bookOf({ user }), facts: {}, now }, rating(9, 'missed'))
      expect(offered?.withheld).toBe(inHoldout(playbook, 'anon-1'))
    }
  })
})

describe('Another way', () => {
  const lessons = [
    lesson('tips'),
    lesson('more tips'),
    lesson('watch', {}, { kind: 'video' }),
    lesson('done for you', {}, { kind: 'service' }),
    lesson('of another band', { bands: ['reached'] }, { kind: 'course' }),
  ]
  const offerOf = (book: Book, kind?: 'video' | 'service') =>
    offerLesson({ playbook: playbookOf(lessons), book: frozen(book), facts: {}, now }, rating(9, 'missed'), [], kind)

  test('names the other kinds that fit and are not used up, in the playbook’s order', () => {
    expect(offerOf(bookOf())?.ways).toEqual(['video', 'service'])
    expect(offerOf(bookOf(), 'video')).toMatchObject({ lesson: { id: 'watch' }, ways: ['tips', 'service'] })
    const watched = recordLesson(bookOf(), 'completed', { lesson: 'watch' }, now)
    expect(offerOf(watched)?.ways).toEqual(['service'])
  })

  test('is what the user gets first from then on, after what is listed for the answer', () => {
    const of = (preference: string, given: Lesson[] = lessons) =>
      offerLesson(
        { playbook: playbookOf(given), book: frozen(bookOf()), facts: { preference }, now },
        rating(9, 'missed'),
      )?.lesson.id
    expect(of('video')).toBe('watch')
    expect(of('webinar')).toBe('tips')
    expect(of('video', [...lessons, lesson('for this band', { bands: ['missed'] })])).toBe('for this band')
  })

  test('is known to segments and conditions', () => {
    const given = [lesson('any'), lesson('watchers', { segments: ['watchers'] })]
    const playbook = playbookOf(given, { segments: { watchers: { preference: 'video' } } })
    const of = (preference?: string) =>
      offerLesson({ playbook, book: frozen(bookOf()), facts: { preference }, now }, rating(9, 'missed'))?.lesson.id
    expect([of('video'), of('tips'), of()]).toEqual(['watchers', 'any', 'any'])
  })
})
