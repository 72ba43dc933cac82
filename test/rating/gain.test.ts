import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '../../src/playbook/compile'
import type { CompiledPlaybook } from '../../src/playbook/compiled'
import type { Scale } from '../../src/playbook/schema'
import type { Rating } from '../../src/moment/book'
import { baselineOf, gainOf, gainsOf } from '../../src/rating/gain'
import { bookOf, DAY, moment, rating, START } from './books'

const playbookWith = (scale?: Scale): CompiledPlaybook =>
  compilePlaybook({
    version: 1,
    id: 'shop',
    actions: {
      send: {
        metrics: {
          opens: { label: 'Open rate', unit: 'percent', better: 'higher' },
          bounces: { label: 'Bounce rate', unit: 'percent', better: 'lower' },
        },
        ask: { question: 'Did it work?', ...(scale && { scale }) },
      },
    },
    lessons: [],
  })
const playbook = playbookWith()

describe('The baseline is where the user started', () => {
  test('Nothing known, no baseline', () => {
    expect(baselineOf(bookOf({ moments: [moment(1)] }), 'send')).toBeUndefined()
  })

  test('It holds the first rating and the first figure of each metric', () => {
    const book = bookOf({
      ratings: [rating(9, 'reached'), rating(3, 'missed')],
      moments: [moment(5, { opens: 0.3, bounces: 0.1 }), moment(2, { opens: 0.2 }), moment(9, { opens: 0.4 })],
    })
    expect(baselineOf(book, 'send')).toEqual({
      rating: { at: START + 3 * DAY, value: 'not-yet', scale: 'outcome', score: 0, band: 'missed' },
      metrics: { opens: 0.2, bounces: 0.1 },
    })
  })

  test('Another action’s ratings, and moments that were cancelled, are no start', () => {
    const book = bookOf({
      ratings: [rating(1, 'missed', { action: 'import' })],
      moments: [moment(1, { opens: 0.1 }, { cancelled: START }), moment(2, { opens: 0.2 })],
    })
    expect(baselineOf(book, 'send')).toEqual({ metrics: { opens: 0.2 } })
  })
})

describe('The gain in figures', () => {
  const gain = (earlier: Record<string, number>[], now: Record<string, number>) => {
    const moments = earlier.map((metrics, day) => moment(day, metrics))
    const present = moment(30, now)
    return gainOf(bookOf({ moments: [...moments, present] }), playbook, present)
  }

  test('is told from the first figure, not from the last', () => {
    expect(gain([{ opens: 0.2 }, { opens: 0.4 }], { opens: 0.3 })).toEqual({
      from: 0.2,
      to: 0.3,
      change: 0.3 - 0.2,
      since: START,
      metric: 'opens',
      better: true,
    })
  })

  test('is progress where less is better and there is less', () => {
    expect(gain([{ bounces: 0.1 }], { bounces: 0.05 })).toMatchObject({
      metric: 'bounces',
      change: -0.05,
      better: true,
    })
  })

  test('prefers what got better to what got worse', () => {
    expect(gain([{ opens: 0.4, bounces: 0.1 }], { opens: 0.2, bounces: 0.02 })).toMatchObject({
      metric: 'bounces',
      better: true,
    })
  })

  test('says the figure where it got worse', () => {
    expect(gain([{ opens: 0.4 }], { opens: 0.3 })).toMatchObject({ from: 0.4, to: 0.3, better: false })
  })

  test.each<[string, Record<string, number>[], Record<string, number>]>([
    ['is none without an earlier figure', [{}], { opens: 0.3 }],
    ['is none without a figure now', [{ opens: 0.3 }], {}],
    ['is none where nothing changed', [{ opens: 0.3 }], { opens: 0.3 }],
    ['is none for a figure the playbook does not know', [{ clicks: 1 }], { clicks: 2 }],
  ])('%s', (_, earlier, now) => {
    expect(gain(earlier, now)).toBeUndefined()
  })

  test('is none for a moment before the first figure', () => {
    const early = moment(1, { opens: 0.1 })
    expect(gainOf(bookOf({ moments: [early, moment(5, { opens: 0.3 })] }), playbook, early)).toBeUndefined()
  })
})

describe('The gain in ratings', () => {
  test('is told from the first rating to this moment’s', () => {
    const book = bookOf({ ratings: [rating(1, 'missed'), rating(9, 'partly'), rating(20, 'reached')] })
    expect(gainOf(book, playbook, moment(9))).toEqual({
      from: 0,
      to: 0.5,
      change: 0.5,
      since: START + DAY,
      scale: 'outcome',
      better: true,
    })
  })

  test('is told up to the latest rating before this moment is rated', () => {
    const book = bookOf({ ratings: [rating(1, 'missed'), rating(9, 'reached')] })
    expect(gainOf(book, playbook, moment(20))).toMatchObject({ from: 0, to: 1 })
  })

  test('is told in points where the scale has numbers', () => {
    const stars = (day: number, value: number) =>
      rating(day, 'partly', { scale: 'stars', value, score: (value - 1) / 4 })
    const book = bookOf({ ratings: [stars(1, 2), stars(9, 4)] })
    expect(gainOf(book, playbookWith('stars'), moment(9))).toMatchObject({ from: 2, to: 4, change: 2, scale: 'stars' })
  })

  test('is told as the metric where the user typed its figure', () => {
    const typed = (day: number, value: number) => rating(day, 'partly', { scale: 'number', value })
    const book = bookOf({ ratings: [typed(1, 0.1), typed(9, 0.05)] })
    const gain = gainOf(book, playbookWith({ kind: 'number', metric: 'bounces' }), moment(9))
    expect(gain).toMatchObject({ from: 0.1, to: 0.05, metric: 'bounces', better: true })
  })

  test('is never told as a shortfall', () => {
    const book = bookOf({ ratings: [rating(1, 'reached'), rating(9, 'missed')] })
    expect(gainOf(book, playbook, moment(9))).toBeUndefined()
  })

  test('starts anew when the vendor changes the scale', () => {
    const book = bookOf({ ratings: [rating(1, 'missed', { scale: 'thumbs' }), rating(9, 'reached')] })
    expect(gainOf(book, playbook, moment(9))).toBeUndefined()
  })

  test('makes up for figures that got worse', () => {
    const present = moment(9, { opens: 0.1 })
    const book = bookOf({
      ratings: [rating(1, 'missed'), rating(9, 'reached')],
      moments: [moment(1, { opens: 0.2 }), present],
    })
    expect(gainOf(book, playbook, present)).toMatchObject({ scale: 'outcome', better: true })
  })
})

test('An action that left the playbook has no gain', () => {
  expect(gainOf(bookOf(), playbook, moment(1, { opens: 1 }, { action: 'gone' }))).toBeUndefined()
})

describe('The gains that texts speak of', () => {
  const gains = (earlier: Record<string, number>[], now: Record<string, number>, ratings: Rating[] = []) => {
    const moments = earlier.map((metrics, day) => moment(day, metrics))
    const present = moment(30, now)
    return gainsOf(bookOf({ moments: [...moments, present], ratings }), playbook, present)
  }

  test('are of each metric by its name, and plainly of the first', () => {
    const opens = { from: 0.2, to: 0.3, change: expect.closeTo(0.1), since: START }
    expect(gains([{ opens: 0.2, bounces: 0.1 }], { opens: 0.3, bounces: 0.2 })).toEqual({
      metrics: { opens, bounces: { from: 0.1, to: 0.2, change: 0.1, since: START } },
      first: opens,
      rating: undefined,
    })
  })

  test('have none of a metric without a starting point, though another has one', () => {
    expect(gains([{ bounces: 0.1 }], { opens: 0.3, bounces: 0.2 })).toMatchObject({
      metrics: { bounces: { from: 0.1 } },
      first: undefined,
    })
  })

  test('hold the user’s own answers as they were chosen', () => {
    const ratings = [rating(1, 'missed'), rating(30, 'reached')]
    expect(gains([], {}, ratings)?.rating).toEqual({ from: 'not-yet', to: 'yes', since: START + DAY })
  })
})
