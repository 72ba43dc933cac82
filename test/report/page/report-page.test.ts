import fc from 'fast-check'
import { Window } from 'happy-dom'
import { afterAll, describe, expect, test } from 'vitest'
import type { SuccessGap } from '../../../src/report'
import { FILTERS } from '../../../src/report/filter'
import type { PageRequest } from '../../../src/report/page/filter-form'
import { pagePolicy } from '../../../src/report/page/document'
import { problemPage } from '../../../src/report/page/problem-page'
import { reportPage } from '../../../src/report/page/report-page'
import { STYLE } from '../../../src/report/page/style'
import { action, lesson, report } from './reports'

const window = new Window()
afterAll(() => window.happyDOM.close())

const parsed = (source: string) => new window.DOMParser().parseFromString(source, 'text/html')
const open = (change: Partial<SuccessGap>, asked: PageRequest = { filter: {} }) =>
  parsed(reportPage(report(change), asked))
type Page = ReturnType<typeof parsed>

const words = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim()
const said = (page: Page) => words(page.querySelector('main')?.textContent)
/** The rows of a table, as cells under the names of its columns. */
const rows = (page: Page, caption: string) => {
  const table = [...page.querySelectorAll('table')].find(
    (each) => each.querySelector('caption')?.textContent === caption,
  )
  for (const name of table?.querySelectorAll('.name') ?? []) name.remove()
  const names = [...(table?.querySelectorAll('thead th') ?? [])].map((each) => each.textContent)
  return [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    Object.fromEntries([...row.children].map((cell, index) => [names[index], words(cell.textContent)])),
  )
}

const ACTIONS = 'Moments of each action, and how their results turned out'
const LESSONS = 'What users did with each lesson, and whether it helps'

describe('the page of the report', () => {
  test('has a row for each action', () => {
    expect(rows(open({ actions: [action()] }), ACTIONS)).toEqual([
      {
        ...{ Action: 'campaign.sent', Completed: '1,200', Asked: '90', Answered: '60', Reached: '33', Partly: '11' },
        ...{ Missed: '16', Unknown: '1,140', 'Share reached (95% interval)': '55% (42 to 67)' },
      },
    ])
  })

  test('has a row for each lesson', () => {
    expect(rows(open({ lessons: [lesson()] }), LESSONS)).toEqual([
      {
        ...{
          Lesson: 'subject-linestips',
          Shown: '70',
          Opened: '62',
          Completed: '53',
          Useful: '44',
          'Not useful': '35',
        },
        ...{ 'Commitments made': '26', 'Commitments kept': '17', 'Lift (95% interval)': expect.any(String) },
      },
    ])
  })

  test('counts the obstacles of each action, in their order', () => {
    const obstacles = [
      { id: 'opens', count: 11 },
      { id: 'clicks', count: 5 },
    ]
    const page = open({ actions: [action({ obstacles }), action({ action: 'list.imported' })] })
    expect(rows(page, 'campaign.sent')).toEqual([
      { Obstacle: 'opens', Moments: '11' },
      { Obstacle: 'clicks', Moments: '5' },
    ])
    expect(rows(page, 'list.imported')).toEqual([])
  })

  test('draws the interval of a share where it lies, with its estimate', () => {
    const bar = open({ actions: [action()] }).querySelector('svg')
    expect(bar?.getAttribute('aria-hidden')).toBe('true')
    const at = (name: string) => ['x', 'width'].map((side) => Number(bar?.querySelector(name)?.getAttribute(side)))
    expect([at('.range'), at('.mark')]).toEqual([
      [84, 50],
      [109, 2],
    ])
  })

  test('says that nobody answered instead of a share of nothing', () => {
    const reachedShare = { estimate: null, low: 0, high: 1 }
    const [row] = rows(open({ actions: [action({ answered: 0, reachedShare })] }), ACTIONS)
    expect(row?.['Share reached (95% interval)']).toBe('No answers yet')
  })

  const arms = { shown: { users: 40, reached: 26 }, withheld: { users: 1_000, reached: 420 } }
  test.each([
    ['too few users', null, 'Can’t tell yetNext results known: 40 users with it, 1,000 without. 30 each are needed'],
    ['an interval around 0', { estimate: 0.05, low: -0.08, high: 0.18 }, 'Can’t tell yet: +5 (−8 to +18) points'],
    ['an interval that begins at 0', { estimate: 0.05, low: 0, high: 0.1 }, 'Can’t tell yet: +5 (0 to +10) points'],
    ['an interval above 0', { estimate: 0.23, low: 0.07, high: 0.37 }, 'Helps: +23 (+7 to +37) points'],
    ['one below 0', { estimate: -0.2, low: -0.3, high: -0.1 }, 'Fewer reach it with this lesson: −20 (−30 to −10)'],
  ])('says what a lift of %s means', (_, difference, expected) => {
    const [row] = rows(open({ lessons: [lesson({ lift: { ...arms, difference } })] }), LESSONS)
    expect(row?.['Lift (95% interval)']).toContain(expected)
    if (difference) expect(row?.['Lift (95% interval)']).toContain('26 of 40 users with it, 420 of 1,000 without')
  })

  test.each<[string, Partial<SuccessGap>, PageRequest['filter'], string]>([
    ['all time', {}, {}, 'Moments completed at any time.'],
    [
      'a month',
      { from: '2025-03-01T00:00:00.000Z', to: '2025-04-01T00:00:00.000Z' },
      {},
      'Moments completed from 1 March 2025 until 1 April 2025, not included (UTC).',
    ],
    ['a time', { from: '2025-03-01T08:30:00.000Z' }, {}, 'Moments completed from 1 March 2025 at 08:30 (UTC).'],
    [
      'names',
      {},
      { action: 'a', segment: 'pro', language: 'de' },
      'Moments completed at any time; action a; segment pro; language de.',
    ],
  ])('says that it is of %s', (_, span, filter, expected) => {
    expect(said(open(span, { filter }))).toContain(expected)
  })

  test.each<[string, PageRequest['filter'], string]>([
    ['nothing is stored', {}, 'No events yet'],
    ['nothing is in the period', { from: '2025-03-01', to: '2025-03-02' }, 'Nothing in this period'],
    ['nothing fits', { from: '2025-03-01', action: 'a' }, 'Nothing found'],
  ])('says that %s', (_, filter, heading) => {
    const page = open({}, { filter })
    expect([...page.querySelectorAll('h2')].map((each) => each.textContent)).toEqual([heading])
    expect(page.querySelector('table')).toBe(null)
  })

  test('says that no lesson was shown', () => {
    expect(said(open({ actions: [action()] }))).toContain('No lesson was shown.')
  })
})

describe('the form of the page', () => {
  const fields = (page: Page, form: string) =>
    Object.fromEntries(
      [...page.querySelectorAll(`form[aria-label="${form}"] input`)].map((each) => [
        each.getAttribute('name'),
        `${each.getAttribute('type')} ${each.getAttribute('value')}`,
      ]),
    )

  test('keeps what was asked for', () => {
    const filter = { from: '2025-03-01', to: '2025-03-02T10:00:00+01:00', action: 'a', segment: 'pro', language: 'de' }
    expect(fields(open({}, { filter }), 'Filter')).toEqual({
      ...{ from: 'date 2025-03-01', to: 'text 2025-03-02T10:00:00+01:00' },
      ...{ action: 'text a', segment: 'text pro', language: 'text de' },
    })
  })

  test('offers the actions there are', () => {
    const page = open({ actions: [action(), action({ action: 'list.imported' })] })
    const options = [...page.querySelectorAll('#actions option')].map((each) => each.getAttribute('value'))
    expect(options).toEqual(['campaign.sent', 'list.imported'])
  })

  test('shows everything again, once something is left out', () => {
    expect(said(open({}))).not.toContain('Show everything')
    const page = open({}, { filter: { action: 'a' }, token: 'a.b.c' })
    expect(page.querySelector('button[form="all"]')?.textContent).toBe('Show everything')
    expect(fields(page, 'Show everything')).toEqual({ token: 'hidden a.b.c' })
  })

  test('gets, and links to the same as JSON and CSV', () => {
    const page = open({}, { filter: { from: '2025-03-01T10:00:00+01:00', segment: 'a & b' } })
    const form = page.querySelector('form')
    expect([form?.getAttribute('method'), form?.getAttribute('action')]).toEqual(['get', 'report'])
    expect([...page.querySelectorAll('a')].map((each) => each.getAttribute('href'))).toEqual([
      'report.json?from=2025-03-01T10%3A00%3A00%2B01%3A00&segment=a+%26+b',
      'report.csv?from=2025-03-01T10%3A00%3A00%2B01%3A00&segment=a+%26+b',
    ])
  })

  test('with a token posts it, links nowhere, and says what programs need', () => {
    const page = open({}, { filter: { action: 'a' }, token: 'a.b.c' })
    for (const form of page.querySelectorAll('form')) expect(form.getAttribute('method')).toBe('post')
    expect(fields(page, 'Filter').token).toBe('hidden a.b.c')
    expect(page.querySelector('a')).toBe(null)
    expect(said(page)).toContain('report.csv?action=a, with the header Authorization: Bearer')
  })
})

describe('the page of a problem', () => {
  const asked = { filter: { from: '2025-03-01' }, token: 'a.b.c' }
  const problem = (code: string, change: object = {}) =>
    parsed(problemPage({ title: 'Title', code, detail: 'The detail', ...change }, asked))

  test.each([
    ['no-token', 'Success-gap report', null],
    ['invalid-token', 'Success-gap report', 'The detail.'],
    ['scope', 'Success-gap report', 'That is a user’s token. A service token has the claim scope: "server".'],
  ])('asks for a token after %s, and keeps the filter, not the token', (code, heading, wrong) => {
    const page = problem(code)
    expect(page.querySelector('h1')?.textContent).toBe(heading)
    expect(page.querySelector('[role=alert]')?.textContent ?? null).toBe(wrong)
    const inputs = [...page.querySelectorAll('input')].map((each) => [each.name, each.type, each.value])
    expect(inputs).toEqual([
      ['from', 'hidden', '2025-03-01'],
      ['token', 'password', ''],
    ])
    expect(page.querySelector('input[type=password]')?.getAttribute('autocomplete')).toBe('off')
    expect(page.querySelector('form')?.getAttribute('method')).toBe('post')
    expect(said(page)).toContain('with the claim scope: "server"')
  })

  test('keeps the form where a filter can not be meant', () => {
    const page = problem('filter')
    expect(page.querySelector('[role=alert]')?.textContent).toBe('The detail')
    expect([...page.querySelectorAll('form')].map((each) => each.getAttribute('aria-label'))).toEqual([
      'Filter',
      'Show everything',
    ])
  })

  test.each([
    ['too-many', { retryAfter: 1 }, 'Too many requests came from your network. Try again in 1 second.'],
    ['unavailable', { retryAfter: 5 }, 'The database does not answer. Try again in 5 seconds.'],
    ['no-secret', {}, 'For your security this report can’t be opened from another site.'],
    ['method', {}, 'The detail'],
  ])('says what is wrong and links to the report: %s', (code, change, expected) => {
    const page = problem(code, change)
    expect(said(page)).toContain(expected)
    expect([...page.querySelectorAll('a')].map((each) => each.getAttribute('href'))).toEqual(['report'])
  })
})

describe('whatever is in it', () => {
  const evil = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[<>"'&=/ a-z!-]{0,30}$/),
    fc.constantFrom(
      ...['</style><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onfocus=alert(1) autofocus '"],
      ...['<!--', ']]>', '</main></body>', '&lt;b&gt;', 'javascript:alert(1)', '</datalist><input name=token>'],
    ),
  )
  const asked: fc.Arbitrary<PageRequest> = fc.record(
    { filter: fc.record(Object.fromEntries(FILTERS.map((name) => [name, evil])), { requiredKeys: [] }), token: evil },
    { requiredKeys: ['filter'] },
  )
  /** All elements with the names of their attributes. Without the constant style sheet, parsing takes half the time. */
  const skeleton = (source: string) =>
    [...parsed(source.replace(STYLE, '')).querySelectorAll('*')].map(
      (each) => `${each.tagName} ${each.getAttributeNames().join(' ')}`,
    )
  const harmless = ({ filter, token }: PageRequest): PageRequest => ({
    filter: Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, value && 'x'])),
    ...(token !== undefined && { token: token && 'x' }),
  })
  const namedBy = (name: (given: string) => string, [one, two, three]: readonly [string, string, string]) =>
    report({
      actions: [action({ action: name(one), obstacles: [{ id: name(two), count: 2 }] })],
      lessons: [lesson({ lesson: name(three), kind: name(one) as never })],
    })

  test('no value of a report or a filter becomes markup', () => {
    fc.assert(
      fc.property(asked, fc.tuple(evil, evil, evil), (asked, names) => {
        // A kind left empty is left out.
        const same = (given: string) => given && 'x'
        expect(
          skeleton(
            reportPage(
              namedBy((given) => given, names),
              asked,
            ),
          ),
        ).toEqual(skeleton(reportPage(namedBy(same, names), harmless(asked))))
      }),
      { numRuns: 300 },
    )
  })

  test('no value of a refusal becomes markup', () => {
    fc.assert(
      fc.property(
        asked,
        evil,
        fc.constantFrom('no-token', 'invalid-token', 'filter', 'other'),
        (asked, detail, code) => {
          const page = (detail: string, asked: PageRequest) => problemPage({ title: 'Title', code, detail }, asked)
          expect(skeleton(page(detail, asked))).toEqual(skeleton(page('x', harmless(asked))))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('names are what they are, and isolated from the direction of what surrounds them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[<>"'&a-z؀-ۿ]{1,20}$/), (name) => {
        const page = open({ actions: [action({ action: name })] })
        expect(page.querySelector('tbody th bdi')?.textContent).toBe(name)
      }),
    )
  })

  test('the policy lets in the style of the page, its forms, and nothing else', async () => {
    const policy = await pagePolicy()
    const source = reportPage(report({ actions: [action()], lessons: [lesson()] }), { filter: {} })
    const style = /<style>([^]*)<\/style>/.exec(source)?.[1] ?? ''
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${Buffer.from(digest).toString('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    )
    expect(source).not.toMatch(/<script|\sstyle=|\son\w+=/i)
  })
})
