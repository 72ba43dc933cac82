import type { Playbook } from '../../src/playbook/schema'

const MANY = 1_000_000

/** Asks about everything at once, as often as it happens. */
export const playbook: Playbook = {
  version: 1,
  id: 'chaos',
  name: 'Chaos',
  limits: {
    cooldown: '0s',
    sameAction: { answered: '0s', dismissed: '0s' },
    perSession: MANY,
    per30Days: MANY,
    perYear: MANY,
    displays: MANY,
    giveUp: { dismissals: MANY, for: '180d' },
    goal: { every: '0s', skips: MANY },
  },
  actions: {
    done: { ask: { question: 'How did “{{moment.label}}” go?', when: { after: '0s' }, comment: false } },
    // Counted with its figures, and never asked about: there are not as many in a week.
    kept: {
      metrics: { rate: { label: 'Rate', unit: 'number', better: 'higher', fold: 'mean' } },
      ask: { question: 'And the week?', when: { digest: { every: '1w', sum: 'size', atLeast: MANY } } },
    },
  },
  lessons: [
    {
      id: 'better',
      kind: 'tips',
      title: 'Do it better',
      points: ['One'],
      commit: 'Next time I will.',
      for: { bands: ['missed', 'partly'] },
    },
    { id: 'again', kind: 'tips', title: 'Do it again', points: ['One'], for: { bands: ['reached'] } },
  ],
}
