import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '../../src/playbook/compile'
import type { CompiledAction } from '../../src/playbook/compiled'
import type { Action, Ask, Band, Scale, ScaleKind } from '../../src/playbook/schema'
import { judge, pointsOf, scaleOf } from '../../src/rating/scale'

const cost = { label: 'Cost per lead', unit: 'currency', better: 'lower' } as const
const action = (scale?: Scale): Action => ({
  metrics: { cost: { ...cost, reached: { $lte: 40 }, missed: { $gt: 90 } }, plain: cost },
  ask: { question: 'Did it work?', ...(scale && { scale }) } as Ask,
})
const judged = (scale: Scale | undefined, value: string | number) => {
  const playbook = compilePlaybook({ version: 1, id: 'p', actions: { a: action(scale) }, lessons: [] })
  return judge(playbook.actions.a as CompiledAction, value)
}

describe('Every point of every scale has its band and its score', () => {
  test.each<[ScaleKind, string | number, Band, number]>([
    ['outcome', 'yes', 'reached', 1],
    ['outcome', 'partly', 'partly', 0.5],
    ['outcome', 'not-yet', 'missed', 0],
    ['attainment', -2, 'missed', 0],
    ['attainment', -1, 'partly', 0.25],
    ['attainment', 0, 'reached', 0.5],
    ['attainment', 1, 'reached', 0.75],
    ['attainment', 2, 'reached', 1],
    ['thumbs', 'down', 'missed', 0],
    ['thumbs', 'up', 'reached', 1],
    ['stars', 1, 'missed', 0],
    ['stars', 2, 'missed', 0.25],
    ['stars', 3, 'partly', 0.5],
    ['stars', 4, 'reached', 0.75],
    ['stars', 5, 'reached', 1],
    ['faces', 1, 'missed', 0],
    ['faces', 2, 'missed', 0.25],
    ['faces', 3, 'partly', 0.5],
    ['faces', 4, 'reached', 0.75],
    ['faces', 5, 'reached', 1],
    ['nps', 0, 'missed', 0],
    ['nps', 6, 'missed', 0.6],
    ['nps', 7, 'partly', 0.7],
    ['nps', 8, 'partly', 0.8],
    ['nps', 9, 'reached', 0.9],
    ['nps', 10, 'reached', 1],
    ['ease', 1, 'missed', 0],
    ['ease', 3, 'missed', 2 / 6],
    ['ease', 4, 'partly', 0.5],
    ['ease', 5, 'partly', 4 / 6],
    ['ease', 6, 'reached', 5 / 6],
    ['ease', 7, 'reached', 1],
  ])('%s %s is %s, score %d', (kind, value, band, score) => {
    expect(judged(kind, value)).toEqual({ band, score })
  })
})

describe('A figure the user types is banded by the metric’s conditions', () => {
  test.each<[number, Band, number]>([
    [40, 'reached', 1],
    [40.5, 'partly', 0.5],
    [90, 'partly', 0.5],
    [90.01, 'missed', 0],
    [0, 'reached', 1],
    [-5, 'reached', 1],
  ])('%d is %s', (value, band, score) => {
    expect(judged({ kind: 'number', metric: 'cost' }, value)).toEqual({ band, score })
  })

  test('and is partly where the metric has none', () => {
    expect(judged({ kind: 'number', metric: 'plain' }, 7)).toEqual({ band: 'partly', score: 0.5 })
  })
})

describe('What is not on the scale is no rating', () => {
  test.each<[Scale, string | number]>([
    ['outcome', 'too-early'],
    ['outcome', 'up'],
    ['outcome', 1],
    ['stars', 0],
    ['stars', 6],
    ['stars', 2.5],
    ['stars', '3'],
    ['stars', Number.NaN],
    ['nps', 11],
    ['attainment', -3],
    [{ kind: 'number', metric: 'cost' }, Number.NaN],
    [{ kind: 'number', metric: 'cost' }, Number.POSITIVE_INFINITY],
    [{ kind: 'number', metric: 'cost' }, '12'],
    [{ kind: 'number', metric: 'unknown' }, 12],
    [{ kind: 'number' }, 12],
  ])('%j %j', (scale, value) => {
    expect(judged(scale, value)).toBeUndefined()
  })
})

describe('Points are shown from the least to the most, outcome from yes to not yet', () => {
  test.each<[ScaleKind, (string | number)[]]>([
    ['outcome', ['yes', 'partly', 'not-yet']],
    ['thumbs', ['down', 'up']],
    ['attainment', [-2, -1, 0, 1, 2]],
    ['stars', [1, 2, 3, 4, 5]],
    ['faces', [1, 2, 3, 4, 5]],
    ['nps', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['ease', [1, 2, 3, 4, 5, 6, 7]],
    ['number', []],
  ])('%s', (kind, points) => {
    expect(pointsOf(kind)).toEqual(points)
  })

  test('and asking again gives them again', () => {
    pointsOf('outcome').reverse()
    pointsOf('thumbs').reverse()
    expect([pointsOf('outcome')[0], pointsOf('thumbs')[0]]).toEqual(['yes', 'down'])
  })
})

test('An ask without a scale asks for the outcome', () => {
  expect(scaleOf(action().ask)).toEqual({ kind: 'outcome' })
})

test('A scale’s name and its long form are the same scale', () => {
  expect(scaleOf(action('stars').ask)).toEqual({ kind: 'stars' })
  expect(scaleOf(action({ kind: 'stars', low: 'Poor' }).ask)).toEqual({ kind: 'stars', low: 'Poor' })
})
