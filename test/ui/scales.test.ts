// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import type { ScaleKind } from '../../src/playbook/schema'
import { parseFigure, typedUnits } from '../../src/ui/scales/NumberField'
import { typedNumber } from '../../src/ui/scales/typed-number'
import adsManager from '../fixtures/playbooks/ads-manager.json'
import { type Opened, open, settled } from './support'

let card: Opened
afterEach(() => card?.handle.close())

const names = (): string[] => [...card.root().querySelectorAll('.point')].map((point) => point.textContent ?? '')

describe('each scale runs from the least to the most, every point named', () => {
  test.each<[ScaleKind, string[], string | number]>([
    ['thumbs', ['No', 'Yes'], 'down'],
    ['stars', ['1 of 5 stars', '2 of 5 stars', '3 of 5 stars', '4 of 5 stars', '5 of 5 stars'], 1],
    ['faces', ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'], 1],
    ['nps', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], 0],
    ['ease', ['1', '2', '3', '4', '5', '6', '7'], 1],
  ])('%s', async (scale, expected, least) => {
    card = await open({ scale })
    expect(names()).toEqual(expected)
    expect(card.get('radiogroup', 'You sent “Spring sale”')).toBeDefined()
    card.root().querySelector<HTMLElement>('input')?.click()
    expect(card.sent).toEqual([{ type: 'rate', id: 'id-1', value: least }])
  })

  test('attainment is worded, from much less to much more', async () => {
    card = await open({ action: 'automation.enabled' })
    expect([names()[0], names()[4]]).toEqual(['Much less than I hoped for', 'Much more than I hoped for'])
    card.root().querySelectorAll<HTMLElement>('input')[4]?.click()
    expect(card.sent).toEqual([{ type: 'rate', id: 'id-1', value: 2 }])
  })

  test('“Too early to tell” is a quiet button beside scales other than outcome', async () => {
    card = await open({ scale: 'nps' })
    card.get('button', 'Too early to tell').click()
    expect(card.sent).toEqual([{ type: 'too-early' }])
  })

  test('“Too early to tell” is an option of outcome, and gives no rating', async () => {
    card = await open()
    card.get('radio', 'Too early to tell').click()
    expect(card.sent).toEqual([{ type: 'too-early' }])
  })

  test('the ends are said below the row and describe the first and the last point', async () => {
    card = await open({ scale: 'nps' })
    const inputs = [...card.root().querySelectorAll('input')]
    expect(inputs.map((input) => input.getAttribute('aria-describedby')).filter(Boolean)).toEqual(['low', 'high'])
    expect(card.root().getElementById('low')?.textContent).toBe('Not at all likely')
  })

  test("the playbook's labels and ends win over ours", async () => {
    card = await open({ scale: 'stars' })
    const { flow } = card.model()
    const scale = { kind: 'stars' as const, low: 'Dull', high: { en: 'Bright' }, labels: { '3': 'So-so' } }
    await card.show({ ...card.model(), flow: { ...flow, ask: { ...flow.ask, scale } } })
    expect(names()[2]).toBe('So-so')
    expect(card.root().querySelector('.ends')?.textContent).toBe('DullBright')
  })
})

describe('the number scale', () => {
  test('takes a figure in the unit people use and sends it in the metric’s own', async () => {
    card = await open({ playbook: adsManager as never, scale: 'number' })
    const field = card.get('textbox', 'Cost per useful lead') as HTMLInputElement
    field.value = '42.5'
    card.get('button', 'Continue').click()
    expect(card.sent).toEqual([{ type: 'rate', id: 'id-1', value: 42.5 }])
  })

  test('says back what was understood, and does not take what was not', async () => {
    card = await open({ playbook: adsManager as never, scale: 'number' })
    await card.show({ ...card.model(), typedIn: 'de' })
    const field = card.get('textbox', 'Cost per useful lead') as HTMLInputElement
    const type = async (text: string) => {
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await settled()
      return card.root().querySelector('output')?.textContent
    }
    expect(await type('3,4')).toBe('= 3,40\u00a0$')
    expect(await type('3.4')).toBe('= 3,40\u00a0$')
    expect(await type('3400,255')).toBe('= 3.400,255\u00a0$')
    expect(await type('')).toBe('')
    expect(await type('many')).toBe('Please type a number, such as 3,4.')
    expect(field.validationMessage).toBe('Please type a number, such as 3,4.')
    await type('1.234,5')
    card.get('button', 'Continue').click()
    expect(card.sent).toEqual([{ type: 'rate', id: 'id-1', value: 1234.5 }])
  })

  const metric = (unit: 'percent' | 'duration' | 'number') => ({ label: 'x', unit, better: 'higher' as const })
  test.each([
    ['3.4', 'percent', 0.034],
    ['8', 'duration', 480],
    ['2.4', 'number', 2.4],
    ['-1', 'number', -1],
    ['0', 'number', 0],
    ['', 'number', undefined],
    [' ', 'number', undefined],
    ['many', 'number', undefined],
  ] as const)('“%s” of a %s metric is %s', (typed, unit, expected) => {
    const value = parseFigure(typed, metric(unit))
    if (expected === undefined) expect(value).toBeUndefined()
    else expect(value).toBeCloseTo(expected)
  })

  test.each([
    ['de', '3,4', 3.4],
    ['de', '3.4', 3.4],
    ['de', '1.234', 1234],
    ['de', '1,234', 1.234],
    ['de', '1.234.567,89', 1234567.89],
    ['de', '1,234.5', 1234.5],
    ['en', '3,4', 3.4],
    ['en', '1,234', 1234],
    ['en', '1.234', 1.234],
    ['en', '0,234', 0.234],
    ['en', '1,234,567', 1234567],
    ['en-IN', '12,34,567.5', 1234567.5],
    ['fr', '1 234,5', 1234.5],
    ['fr', '1\u202f234.5', 1234.5],
    ['de-CH', '1’234.50', 1234.5],
    ['ar-EG', '٣٫٤', 3.4],
    ['ar-EG', '١٬٢٣٤٫٥', 1234.5],
    ['fa', '۳٫۴', 3.4],
    ['hi', '३.४', 3.4],
    ['ja', '３．４', 3.4],
    ['sv', '−3,4', -3.4],
    ['de', '3,4 %', 3.4],
    ['en', '$1,200', 1200],
    ['de', '1.200 EUR', 1200],
    ['en', '.5', 0.5],
    ['en', '5.', 5],
    ['not a language', '3.4', 3.4],
    ['en', '1,2,3', undefined],
    ['en', '1.2.3', undefined],
    ['de', '1.23.456', undefined],
    ['en', '3-4', undefined],
    ['en', '1e3', undefined],
    ['en', 'Infinity', undefined],
  ] as const)('in %s “%s” is %s', (language, typed, expected) => {
    expect(typedNumber(typed, language)).toBe(expected)
  })

  test('a metric nobody declared is taken as it is typed', () => {
    expect([typedUnits(undefined), parseFigure('7', undefined)]).toEqual([1, 7])
  })
})
