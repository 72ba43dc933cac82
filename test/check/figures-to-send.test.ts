import { expect, test } from 'vitest'
import { figuresToSend } from '../../src/check/figures-to-send'
import type { Action, Playbook } from '../../src/playbook/schema'

const metric = { label: 'Rate', unit: 'percent', better: 'higher' } as const
const toSend = (when: Action['ask']['when'], metrics: Action['metrics']): string[] =>
  figuresToSend({
    version: 1,
    id: 'x',
    actions: { kept: { metrics, ask: { question: '?', when } } },
    lessons: [],
  } as Playbook)

test.each<[string, Action['ask']['when'], Action['metrics'], RegExp | undefined]>([
  [
    'the figures of a period have to be reported',
    { every: '1w' },
    { rate: metric },
    /^"kept" goes by "rate" of each period: pass them to track as metrics, or call gainloop\('result', 'kept', \{ rate: … \}\).*period: \{ from, to \}/,
  ],
  [
    'the period’s own sum comes by itself',
    { digest: { every: '1w', sum: 'n', atLeast: 1 } },
    { rate: { ...metric, from: 'sum' } },
    undefined,
  ],
  ['a moment’s figures come with the moment', { after: '1d' }, { rate: metric }, undefined],
])('%s', (_, when, metrics, said) => {
  expect(toSend(when, metrics)).toEqual(said ? [expect.stringMatching(said)] : [])
})
