import { describe, expect, test } from 'vitest'
import { reviewSite, reviewsForTheHappy } from '../../src/check/review-links'
import type { Lesson, LessonFor, Playbook } from '../../src/playbook/schema'
import { contentsOf } from '../../src/check/contents'

test.each([
  ['https://www.g2.com/products/postcard/reviews', 'g2.com'],
  ['https://www.capterra.co.uk/software/1/postcard', 'capterra.co.uk'],
  ['https://de.trustpilot.com/evaluate/postcard.example', 'de.trustpilot.com'],
  ['https://search.google.com/local/writereview?placeid=1', 'search.google.com'],
  ['https://www.google.de/maps/place/Postcard', 'google.de'],
  ['https://g.page/r/postcard/review', 'g.page'],
  ['https://apps.apple.com/app/id1?action=write-review', 'apps.apple.com'],
  ['https://play.google.com/store/apps/details?id=postcard', 'play.google.com'],
  ['https://www.gartner.com/reviews/market/email', 'gartner.com'],
  ['https://www.gartner.com/en/articles/email', undefined],
  ['https://docs.google.com/forms/d/1', undefined],
  ['https://notg2.com/', undefined],
  ['https://postcard.example/g2.com', undefined],
  ['/reviews', undefined],
  ['mailto:review@g2.com', undefined],
])('%s is of the review site %s', (url, site) => {
  expect(reviewSite(url)).toBe(site)
})

const G2 = 'https://www.g2.com/products/postcard/reviews'
const tool = (id: string, whom: LessonFor, url = G2): Lesson =>
  ({ id, kind: 'tool', title: id, label: 'Open', url, for: whom }) as Lesson
const said = (...lessons: Lesson[]) => {
  const ask = { question: 'Did it?' }
  const playbook = { version: 1, id: 'p', actions: { send: { ask }, import: { ask } }, lessons } as Playbook
  return reviewsForTheHappy(playbook, contentsOf(playbook)).map(({ path }) => path)
}

describe('A review site', () => {
  test.each<[string, Lesson[], string[]]>([
    ['offered after success only is warned of', [tool('a', { bands: ['reached'] })], ['/lessons/0/url']],
    ['offered for a strength is, too', [tool('a', { strengths: ['timing'] })], ['/lessons/0/url']],
    ['offered after partly and reached is, too', [tool('a', { bands: ['partly', 'reached'] })], ['/lessons/0/url']],
    ['offered after every result is fine', [tool('a', {})], []],
    ['offered after failure only is fine', [tool('a', { bands: ['missed'] })], []],
    [
      'offered after failure by another lesson is fine',
      [tool('a', { bands: ['reached'] }), tool('b', { bands: ['missed'] })],
      [],
    ],
    [
      'offered after failure of another action only is warned of',
      [tool('a', { actions: ['send'], bands: ['reached'] }), tool('b', { actions: ['import'], bands: ['missed'] })],
      ['/lessons/0/url'],
    ],
    [
      'that is another one after failure is warned of',
      [
        tool('a', { bands: ['reached'] }),
        tool('b', { bands: ['missed'] }, 'https://www.trustpilot.com/review/p.example'),
      ],
      ['/lessons/0/url'],
    ],
    [
      'linked in a text is found',
      [{ id: 'a', kind: 'tips', title: 'a', points: [`Tell [others](${G2})`], for: { bands: ['reached'] } }],
      ['/lessons/0/points/0'],
    ],
  ])('%s', (_, lessons, paths) => {
    expect(said(...lessons)).toEqual(paths)
  })
})
