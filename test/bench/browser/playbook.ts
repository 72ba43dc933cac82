/** The demo's playbook for e-mail marketing, with an action that is asked about at once and one that is asked about in days. */
import { readFile } from 'node:fs/promises'
import type { Playbook } from '../../../src/playbook/schema'

const MANY = 1_000_000

export const LESSON = 'Make sure the next one does as well'

export async function benchPlaybook(): Promise<Playbook> {
  const file = new URL('../../../demo/playbooks/email-marketing.json', import.meta.url)
  const playbook = JSON.parse(await readFile(file, 'utf8')) as Playbook
  const ask = { question: 'Did “{{moment.label}}” bring the results you wanted?', comment: false }
  return {
    ...playbook,
    // Every trigger must lead to an ask, and every answer to a lesson.
    experiments: { holdout: 0 },
    limits: {
      cooldown: '0s',
      quiet: '0s',
      sameAction: { answered: '0s', dismissed: '0s' },
      perSession: MANY,
      per30Days: MANY,
      perYear: MANY,
      displays: MANY,
    },
    actions: {
      ...playbook.actions,
      'bench.now': { ask: { ...ask, when: { after: '0s' } } },
      'bench.later': { ask: { ...ask, when: { after: '3d' } } },
    },
    lessons: [
      ...playbook.lessons,
      {
        id: 'bench-next',
        kind: 'tips',
        title: LESSON,
        points: ['Send it at the same hour.', 'Keep the subject line short.'],
        weight: 100,
        repeat: '1d',
        for: { actions: ['bench.now', 'bench.later'] },
      },
    ],
  }
}
