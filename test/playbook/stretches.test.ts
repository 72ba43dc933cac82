import { describe, expect, test } from 'vitest'
import { placeholders, stretches } from '../../src/playbook/template'
import { plainText, renderText } from '../../src/playbook/text'

const metrics = {
  openRate: { unit: 'percent' as const },
  daysToHire: { unit: 'duration' as const },
  revenue: { unit: 'currency' as const, currency: 'EUR' },
}
const DAY = 86_400
const gain = {
  ...{ from: 0.2, to: 0.31, change: 0.11, since: Date.UTC(2027, 2, 1) },
  openRate: { from: 0.2, to: 0.31, change: 0.11, since: Date.UTC(2027, 2, 1) },
  daysToHire: { from: 23 * DAY, to: 12 * DAY, change: -11 * DAY, since: Date.UTC(2027, 2, 1) },
  rating: { from: 'Not yet', to: 'Yes', since: Date.UTC(2027, 2, 1) },
}
const shown = (text: string, values: Record<string, unknown> = { gain }, language = 'en') =>
  plainText(text, { language, fallback: 'en', values, metrics, now: Date.UTC(2027, 5, 1) })

const SENTENCE = 'Well done.[[ Your open rate went from {{gain.openRate.from}} to {{gain.openRate.to}}.]]'

describe('A stretch in [[ ]]', () => {
  test.each([
    [
      'is shown without its brackets where every value is there',
      SENTENCE,
      { gain },
      'Well done. Your open rate went from 20% to 31%.',
    ],
    ['is left out as a whole where one is missing', SENTENCE, {}, 'Well done.'],
    ['takes its space with it in the middle', 'Well done.[[ From {{gain.from}}.]] See you.', {}, 'Well done. See you.'],
    ['takes the comma with it at the start', '[[{{goal}}, ]]what now?', {}, 'what now?'],
    ['stays where the missing value has words of its own', 'Hi[[ {{goal|or:there}}]]!', {}, 'Hi there!'],
    ['of one value goes, and another stays', 'A[[ {{goal}}]][[ {{gain.from}}]].', { gain }, 'A 20%.'],
    ['may hold marks', '[[**{{gain.openRate.to}}** and [more](/x)]]', { gain }, '31% and more'],
    ['that is escaped is text', String.raw`\[\[x]]`, {}, '[[x]]'],
    ['that never ends is text', 'a [[ b', {}, 'a [[ b'],
    ['is not begun by a link', '[see](/x)]] y', {}, 'see]] y'],
  ])('%s', (_, text, values, expected) => {
    expect(shown(text, values)).toBe(expected)
  })

  test('is never made by a value', () => {
    expect(shown('{{moment.label}}', { moment: { label: '[[x {{goal}}]]' } })).toBe('[[x {{goal}}]]')
  })

  test('is known with all it names', () => {
    expect(stretches(SENTENCE).map((named) => named.map(({ path }) => path))).toEqual([
      ['gain.openRate.from', 'gain.openRate.to'],
    ])
    expect(placeholders(SENTENCE).map(({ path }) => path)).toEqual(['gain.openRate.from', 'gain.openRate.to'])
  })

  test('keeps its link', () => {
    expect(
      renderText('[[{{gain.from}} [more](/x)]]', { language: 'en', fallback: 'en', values: { gain } }).at(-1),
    ).toEqual({
      label: ['more'],
      url: '/x',
    })
  })
})

describe('A figure in a text is shown in its own unit', () => {
  test.each([
    ['{{gain.daysToHire.from}} to {{gain.daysToHire.to}}', 'en', '23 days to 12 days'],
    ['{{gain.daysToHire.to}}', 'de', '12 Tage'],
    ['{{gain.openRate.change}}', 'en', '11%'],
    ['{{gain.from}} to {{gain.to}} since {{gain.since}}', 'en', '20% to 31% since March 1'],
    ['{{gain.openRate.since}}', 'de', '1. März'],
    ['from {{gain.rating.from}} to {{gain.rating.to}}', 'en', 'from Not yet to Yes'],
    ['{{metrics.revenue}}', 'de', '240 €'],
    ['{{metrics.openRate}}', 'en', '31%'],
    ['{{metrics.unknown}}', 'en', '7'],
  ])('%s in %s: %s', (text, language, expected) => {
    const values = { gain, metrics: { revenue: 240, openRate: 0.31, unknown: 7 } }
    expect(shown(text, values, language).replaceAll('\u00a0', ' ')).toBe(expected)
  })
})
