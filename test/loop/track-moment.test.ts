import { describe, expect, test } from 'vitest'
import { emptyBook } from '../../src/moment/book'
import { trackEvents, trackedMoment } from '../../src/loop/track-moment'
import { eventData } from '../../src/delivery/event'
import { compilePlaybook } from '../../src/playbook/compile'
import { playbookOf } from '../playbook/playbooks'

const NOW = Date.UTC(2026, 2, 1)
const playbook = compilePlaybook(playbookOf('email-marketing'))
const always = { language: 'en', segments: [] }

describe('What the page hands to track', () => {
  test.each<[string, object | undefined, object]>([
    ['nothing: a fresh id, now', undefined, { id: 'fresh', at: NOW }],
    [
      'null for everything',
      { id: null, at: null, label: null, properties: null, metrics: null },
      { id: 'fresh', at: NOW },
    ],
    ['an empty id', { id: '' }, { id: 'fresh' }],
    ['a number for an id', { id: 42 }, { id: '42' }],
    ['zero for an id', { id: 0 }, { id: '0' }],
    ['the longest id', { id: 'x'.repeat(500) }, { id: 'x'.repeat(500) }],
    ['a label cut in the middle of an emoji', { label: `${'x'.repeat(999)}🚀` }, { label: 'x'.repeat(999) }],
    ['a goal cut in the middle of an emoji', { goal: `${'x'.repeat(199)}🚀` }, {}],
    ['a date', { at: new Date(NOW - 1) }, { at: NOW - 1 }],
    [
      'figures that are none',
      { metrics: { opens: null, clicks: Number.NaN, sent: '5', sold: 3 } },
      { metrics: { sold: 3 } },
    ],
    ['a list of properties', { properties: [1] }, { id: 'fresh' }],
  ])('%s is taken as far as it makes sense, and no receiver refuses it', (_, details, taken) => {
    const tracked = trackedMoment('campaign.sent', details as never, 'fresh', NOW)
    expect(tracked).toMatchObject(taken)
    const [completed] = trackEvents(emptyBook('u', NOW), playbook, tracked)
    const told = JSON.parse(JSON.stringify({ ...completed?.data, ...always }))
    expect(eventData['gainloop.action.completed'].safeParse(told).error).toBeUndefined()
  })

  test.each([
    ['a string', 'c_1', /track: details are no object/],
    ['no date', { at: 'yesterday' }, /track: at is no date/],
    ['an id that is too long', { id: 'x'.repeat(501) }, /track: .* 500 .* 501/],
  ])('%s is told as what it is', (_, details, message) => {
    const refused = () => trackedMoment('campaign.sent', details as never, 'fresh', NOW)
    expect(refused).toThrow(expect.objectContaining({ message: expect.stringMatching(message) }))
  })
})
