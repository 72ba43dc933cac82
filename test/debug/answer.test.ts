import { expect, test } from 'vitest'
import { answerFor, BANDS } from '../../src/debug/answer'
import { compilePlaybook } from '../../src/playbook/compile'
import type { CompiledAction } from '../../src/playbook/compiled'
import type { Action, Ask, Metric } from '../../src/playbook/schema'
import { judge } from '../../src/rating/scale'

const rate = (more: Partial<Metric>): Action['metrics'] => ({
  rate: { label: 'Rate', unit: 'percent', better: 'higher', ...more },
})
const action = (scale: Ask['scale'], metrics?: Action['metrics']): CompiledAction => {
  const declared = { ask: { question: 'Did it work?', ...(scale && { scale }) }, ...(metrics && { metrics }) }
  return compilePlaybook({ version: 1, id: 'p', actions: { a: declared }, lessons: [] }).actions.a as CompiledAction
}
const number: Ask['scale'] = { kind: 'number', metric: 'rate' }

test.each<[string, CompiledAction, (string | number | undefined)[]]>([
  ['the default', action(undefined), ['not-yet', 'partly', 'yes']],
  ['outcome', action('outcome'), ['not-yet', 'partly', 'yes']],
  ['thumbs, which know no partly', action('thumbs'), ['down', undefined, 'up']],
  ['attainment', action('attainment'), [-2, -1, 0]],
  ['stars', action('stars'), [1, 3, 4]],
  ['nps', action('nps'), [0, 7, 9]],
  ['ease', action('ease'), [1, 4, 6]],
])('of %s there is an answer for each band', (_, plan, answers) => {
  expect(BANDS.map((band) => answerFor(plan, band))).toEqual(answers)
})

test.each<[string, Action['metrics']]>([
  ['a share', rate({ reached: { $gte: 0.25 }, missed: { $lt: 0.1 } })],
  ['a cost', rate({ better: 'lower', reached: { $lte: 40 }, missed: { $gt: 100 } })],
  ['a figure below zero', rate({ reached: { $gt: -1 }, missed: { $lt: -5 } })],
])('of %s that is typed, too', (_, metrics) => {
  const plan = action(number, metrics)
  expect(BANDS.map((band) => judge(plan, answerFor(plan, band) as number)?.band)).toEqual(BANDS)
})

test('where no figure gives a band there is no answer for it', () => {
  expect(answerFor(action(number, rate({ reached: { $gte: 0.25 } })), 'missed')).toBeUndefined()
})
