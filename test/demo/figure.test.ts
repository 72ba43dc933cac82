import { expect, it } from 'vitest'
import { figure } from '../../demo/pages/figure'

it.each([
  [undefined, 'percent', '–'],
  [0.411, 'percent', '41.1%'],
  [1240, 'number', '1,240'],
  [7200, 'duration', '2 h'],
  [540, 'duration', '9 min'],
  [5400, 'duration', '1 h 30 min'],
] as const)('%s in %s is shown as %s', (value, unit, shown) => {
  expect(figure(value, { unit })).toBe(shown)
})

it('money is shown in its currency', () => {
  expect(figure(1240, { unit: 'currency', currency: 'EUR' })).toBe('€1,240')
})
