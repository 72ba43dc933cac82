import { describe, expect, test } from 'vitest'
import { coverage } from '../../src/check/coverage'
import { parsePlaybook } from '../../src/check/parse'
import { fresh } from '../playbook/playbooks'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is changed has no type any more
type Change = (playbook: any, action: any, ask: any) => void

/** `code path` of everything that is found in the smallest playbook, changed. */
const found = (change: Change): string[] => {
  const playbook = fresh()
  const action = playbook.actions['campaign.sent']
  change(playbook, action, action.ask)
  const parsed = parsePlaybook(playbook)
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message)
  return coverage(parsed.playbook).problems.map(({ code, path }) => `${code} ${path}`)
}
const ask = '/actions/campaign.sent/ask'
const rate = { label: 'Rate', unit: 'percent', better: 'higher' }

describe('What a playbook says comes to nothing', () => {
  test.each<[string, Change, string[]]>([
    ['not: as it is', () => {}, []],
    [
      'where a comparison is spelt as a value',
      (p) => {
        p.segments = { big: { $or: [{ 'traits.seats': { '>=': 5 } }, { 'traits.seats': { $gte: 5 } }] } }
      },
      ['object-to-compare /segments/big/$or/0/traits.seats'],
    ],
    [
      'not where an object is compared with',
      (p) => {
        p.segments = { big: { 'traits.plan': { name: 'pro' } } }
      },
      [],
    ],
    [
      'where a figure is named that no metric has',
      (_, action, its) => {
        action.metrics = { rate }
        its.question = 'At {{metrics.rat|percent}}?'
        its.if = { 'metrics.raet': { $gt: 0.1 } }
      },
      [`unknown-figure ${ask}/if/metrics.raet`, `unknown-figure ${ask}/question`],
    ],
    [
      'not where no metrics are declared',
      (_, __, its) => {
        its.question = 'At {{metrics.rate|percent}}?'
      },
      [],
    ],
    [
      'where a period is asked for what only a tracked action has',
      (_, __, its) => {
        its.when = { every: '4w' }
        its.if = { 'properties.plan': 'pro', 'traits.plan': 'pro' }
      },
      [`untracked-moment ${ask}/if/properties.plan`, `untracked-moment ${ask}/question`],
    ],
    [
      'not where there is something else to say',
      (_, __, its) => {
        its.when = { every: '4w' }
        its.question = 'Did {{moment.label|or:the last month}} go well?'
      },
      [],
    ],
    [
      'where the metrics judge, and none says how',
      (_, action, its) => {
        action.metrics = { rate }
        its.judge = 'metrics'
      },
      [`no-condition ${ask}/judge`],
    ],
    [
      'where a figure is asked for, and nothing says what it means',
      (_, action, its) => {
        action.metrics = { rate, other: { ...rate, reached: { $gte: 1 } } }
        its.scale = { kind: 'number', metric: 'rate' }
      },
      [`no-condition ${ask}/scale/metric`],
    ],
    [
      'where an address has no scheme',
      (p) => {
        p.lessons[1].url = 'help.postcard.io/one-link'
        p.lessons[0].points[0] = 'See [this](www.postcard.example), not [that](help/index.html)'
      },
      ['no-scheme /lessons/0/points/0', 'no-scheme /lessons/1/url'],
    ],
    [
      'where sentences are the same in every language',
      (p) => {
        p.languages = ['en', 'de']
        p.name = 'Postcard'
      },
      [`untranslated ${ask}/question`],
    ],
    [
      'where a word of the card is the same in every language',
      (p) => {
        p.languages = ['en', 'de']
        p.texts = { later: 'Later' }
        p.actions['campaign.sent'].ask.question = 'Postcard?'
        p.lessons = [{ id: 'next', kind: 'tips', title: 'Postcard', points: ['1'], for: {} }]
      },
      ['untranslated /texts/later'],
    ],
    [
      'where the card has no words in one of the languages',
      (p) => {
        p.languages = ['sr', 'de-AT', 'en-GB']
        p.name = 'Postcard'
        p.lessons = [{ id: 'next', kind: 'tips', title: 'Postcard', points: ['1'], for: {} }]
        p.actions['campaign.sent'].ask.question = 'Postcard?'
      },
      ['language-without-words /languages/0'],
    ],
  ])('%s', (_, change, problems) => {
    expect(found(change)).toEqual(problems)
  })
})
