import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '../../src/playbook/compile'
import type { CompiledAction } from '../../src/playbook/compiled'
import type { Action, Band, Metric } from '../../src/playbook/schema'
import { measuredBand } from '../../src/rating/measured'

const metric = (conditions: Pick<Metric, 'reached' | 'missed'> = {}): Metric => ({
  label: 'A figure',
  unit: 'number',
  better: 'higher',
  ...conditions,
})

const compiled = (action: Action): CompiledAction =>
  compilePlaybook({ version: 1, id: 'p', actions: { a: action }, lessons: [] }).actions.a as CompiledAction

const action = compiled({
  metrics: {
    opens: metric({ reached: { $gte: 0.35 }, missed: { $lt: 0.15 } }),
    clicks: metric({ reached: { $gte: 0.03 }, missed: { $lt: 0.008 } }),
    revenue: metric(),
  },
  ask: { question: 'Did it work?' },
})

describe('Measured figures give the band', () => {
  test.each<[string, Record<string, number> | undefined, Band | undefined]>([
    ['all reached is reached', { opens: 0.35, clicks: 0.03 }, 'reached'],
    ['any missed is missed', { opens: 0.5, clicks: 0.001 }, 'missed'],
    ['one between is partly', { opens: 0.5, clicks: 0.01 }, 'partly'],
    ['all between is partly', { opens: 0.2, clicks: 0.01 }, 'partly'],
    ['a figure without conditions has no say', { opens: 0.5, clicks: 0.05, revenue: -10 }, 'reached'],
    ['a figure still to come leaves it open', { opens: 0.5 }, undefined],
    ['a figure still to come cannot mend a missed one', { opens: 0.1 }, 'missed'],
    ['no figures leave it open', {}, undefined],
    ['no metrics at all leave it open', undefined, undefined],
    ['figures of other names leave it open', { constructor: 1 } as never, undefined],
  ])('%s', (_, metrics, band) => {
    expect(measuredBand(action, metrics)).toBe(band)
  })
})

describe('A metric that can only spoil a result', () => {
  const guarded = compiled({
    metrics: { sales: metric({ reached: { $gte: 10 } }), goodbyes: metric({ missed: { $gt: 5 } }) },
    ask: { question: 'Did it work?' },
  })
  test.each<[string, Record<string, number>, Band]>([
    ['does so', { sales: 20, goodbyes: 6 }, 'missed'],
    ['leaves the rest to decide when it does not', { sales: 20, goodbyes: 5 }, 'reached'],
    ['does not make one by itself', { sales: 5, goodbyes: 0 }, 'partly'],
  ])('%s', (_, metrics, band) => {
    expect(measuredBand(guarded, metrics)).toBe(band)
  })

  test('gives partly where nothing else is judged', () => {
    const only = compiled({ metrics: { goodbyes: metric({ missed: { $gt: 5 } }) }, ask: { question: '?' } })
    expect(measuredBand(only, { goodbyes: 1 })).toBe('partly')
  })
})

test('An action whose metrics have no conditions is never judged by them', () => {
  const unjudged = compiled({ metrics: { revenue: metric() }, ask: { question: '?' } })
  expect(measuredBand(unjudged, { revenue: 3 })).toBeUndefined()
})
