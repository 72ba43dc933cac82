import { beforeAll, describe, expect, it, test } from 'vitest'
import { askAnswered, askDismissed, askShown, askSnoozed } from '../../src/ask/asks'
import { pictureOf } from '../../src/debug/picture'
import type { Scene } from '../../src/debug/scene'
import type { Waiting } from '../../src/host/host'
import { type Book, momentKey } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import { identify } from '../../src/moment/identify'
import { compilePlaybook } from '../../src/playbook/compile'
import { DAY, day, FREE, fresh, HOUR, MINUTE, playbook, tracked } from '../ask/scene'
import { rating } from '../delivery/events'

beforeAll(() => {
  process.env.TZ = 'UTC'
})

const plan = compilePlaybook({
  ...playbook(FREE).source,
  segments: { small: { 'traits.plan': 'free' }, large: { 'traits.plan': 'pro' } },
  lessons: [
    { id: 'tip', kind: 'tips', title: { en: 'A tip', de: 'Ein Tipp' }, points: ['…'], for: { bands: ['missed'] } },
  ],
})
const key = momentKey('sent', 'a')
const sent = tracked(fresh(), plan, 'sent', 'a', day(0), { label: 'Spring sale' })
const scene = (more: Partial<Scene>): Scene => ({
  playbook: plan,
  book: sent,
  own: more.book ?? sent,
  facts: {},
  now: day(1),
  waiting: [],
  language: 'en',
  endpoint: '/api/gainloop',
  storage: 'IndexedDB “gainloop”, 1.0 KB',
  ...more,
})
const picture = (more: Partial<Scene> = {}) => pictureOf(scene(more))
const rowOf = (book: Book, now: number, more: Partial<Scene> = {}) => {
  const { pending, over } = picture({ book, now, ...more })
  return [...pending, ...over].find(({ moment }) => moment === 'a')
}

type Row = [title: string, book: Book, now: number, reasons: string[], times: string[], until?: string]

test.each<Row>([
  [
    'not due',
    sent,
    day(1),
    ['it is not due yet (until 4 March 2026 at 12:00)'],
    ['due 4 March 2026 at 12:00 (in 2 days)', 'expires 18 March 2026 at 12:00 (in 16 days)'],
    '4 March 2026 at 12:00',
  ],
  [
    'due within hours',
    sent,
    day(3) - 5 * HOUR,
    ['it is not due yet (until 4 March 2026 at 12:00)'],
    ['due 4 March 2026 at 12:00 (in 5 hours)', 'expires 18 March 2026 at 12:00 (in 14 days)'],
    '4 March 2026 at 12:00',
  ],
  [
    'asked now',
    sent,
    day(3) + 2 * MINUTE,
    [],
    ['due 4 March 2026 at 12:00 (2 minutes ago)', 'expires 18 March 2026 at 12:00 (in 14 days)'],
  ],
  [
    'snoozed',
    askSnoozed(askShown(sent, key, day(3)), plan, key, day(3)),
    day(4),
    ['the user asked for later, or found it too early to tell (until 7 March 2026 at 12:00)'],
    [
      'due 7 March 2026 at 12:00 (in 2 days)',
      'last shown 4 March 2026 at 12:00 (24 hours ago)',
      'expires 21 March 2026 at 12:00 (in 16 days)',
    ],
    '7 March 2026 at 12:00',
  ],
  [
    'muted',
    askDismissed(sent, key, true, day(3)),
    day(4),
    [`the user chose "Don't ask about this again" on 4 March 2026 at 12:00`],
    ['due 4 March 2026 at 12:00 (24 hours ago)', 'expires 18 March 2026 at 12:00 (in 13 days)'],
  ],
  [
    'cancelled',
    cancel(sent, 'a', day(1)).book,
    day(1),
    ['this moment was cancelled on 2 March 2026 at 12:00'],
    ['due 4 March 2026 at 12:00 (in 2 days)', 'expires 18 March 2026 at 12:00 (in 16 days)'],
  ],
])('a moment that is %s', (_, book, now, reasons, times, until) => {
  const row = rowOf(book, now)
  expect(row).toMatchObject({ name: 'sent “Spring sale” (a)', asked: 'a', asks: !reasons.length, reasons })
  expect(row?.times.map((time) => time.join(' '))).toEqual(times)
  expect(row?.until?.label).toBe(until)
})

describe('the moments and actions', () => {
  it('are pending, without a moment, or over for good', () => {
    const two = tracked(sent, plan, 'other', 'b', day(0))
    const { pending, blank, over } = picture({ book: askAnswered(two, key, day(3)), now: day(3) })
    expect(pending.map(({ name }) => name)).toEqual(['other (b)'])
    expect(over.map(({ name }) => name)).toEqual(['sent “Spring sale” (a)'])
    expect(blank.map(({ asked }) => asked)).toEqual(['now', 'measured', 'judged', 'watch', 'captured'])
  })

  it('stay where they are in a dry run, so that another answer can be tried', () => {
    const copy = askAnswered(sent, key, day(3))
    const { pending, over } = picture({ book: copy, own: sent, dry: { ahead: 0, posted: [] } })
    expect(pending.map(({ reasons }) => reasons)).toEqual([['this moment was rated on 4 March 2026 at 12:00']])
    expect(over).toEqual([])
  })

  it('can be answered with each band of their scale', () => {
    expect(rowOf(sent, day(1))?.answers).toEqual([
      ['missed', 'not-yet'],
      ['partly', 'partly'],
      ['reached', 'yes'],
    ])
  })
})

test.each<[string, Partial<Waiting>, string]>([
  ['waits', {}, 'waits to be sent'],
  ['failed once', { tries: 1 }, 'failed 1 time'],
  [
    'failed and is held back',
    { tries: 3, until: day(1) + 2 * HOUR },
    'failed 3 times, again 2 March 2026 at 14:00 (in 2 hours)',
  ],
  ['was refused', { aside: '400 no' }, 'put aside: 400 no'],
])('an event that %s', (_, more, state) => {
  const [line] = picture({ waiting: [{ event: rating('e1'), ...more }] }).outbox
  expect(line).toBe(`rating.explained campaign.sent (c_42): ${state}`)
})

test.each<[number, string]>([
  [0, 'at the present time'],
  [3 * DAY, '3 days ahead'],
  [DAY + HOUR + MINUTE, '1 day 1 hour 1 minute ahead'],
  [-2 * HOUR, '2 hours behind'],
])('a dry run %d ms away is %s', (ahead, said) => {
  expect(picture({ dry: { ahead, posted: [] } }).dry).toBe(said)
})

it('a dry run tells what it would have posted, and the lesson with what it is for', () => {
  const { posted, lesson } = picture({
    dry: {
      ahead: 0,
      posted: [{ type: 'gainloop.lesson.shown', data: { moment: 'a', action: 'sent', lesson: 'tip', kind: 'tips' } }],
    },
  })
  expect(posted).toEqual(['lesson.shown sent (a) tip'])
  expect(lesson).toBe('Lesson “tip”, which is for bands missed.')
})

it('without a dry run there is nothing that would be posted', () => {
  expect(picture()).toMatchObject({ dry: undefined, posted: undefined, lesson: undefined })
})

it('the user, their segments and where it is all kept', () => {
  const { book } = identify(sent, { id: 'u1', traits: { plan: 'pro' } }, day(1))
  const { user } = picture({ book, facts: { session: { asks: 1 } } })
  expect(Object.fromEntries(user)).toEqual({
    user: 'u1',
    traits: '{"plan":"pro"}',
    segments: 'large',
    'first seen': '1 March 2026 at 12:00 (24 hours ago)',
    'muted actions': 'none',
    'asks in this session': '1',
    'language of the card': 'en',
    playbook: 'scene',
    endpoint: '/api/gainloop',
    'storage in use': 'IndexedDB “gainloop”, 1.0 KB',
  })
})

test.each([
  ['en', 'A tip'],
  ['de', 'Ein Tipp'],
  ['fr', 'A tip'],
])('lessons are named in the card’s language: %s', (language, title) => {
  const languages = { playbook: compilePlaybook({ ...plan.source, languages: ['en', 'de'] }) }
  expect(picture({ ...languages, language }).lessons).toEqual([['tip', title]])
})
