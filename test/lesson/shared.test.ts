import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { chooseLesson } from '../../src/lesson/choose'
import type { Band, Playbook } from '../../src/playbook/schema'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const BANDS: Band[] = ['missed', 'partly', 'reached']

/** Every answer a user can give: action, band, and each reason or none. */
const answers = (playbook: Playbook) =>
  Object.entries(playbook.actions).flatMap(([action, { ask }]) =>
    BANDS.flatMap((band) => {
      const reasons = (band === 'reached' ? ask.strengths : ask.obstacles) ?? []
      const key = band === 'reached' ? 'strengths' : 'obstacles'
      return [{}, ...reasons.map(({ id }) => ({ [key]: [id] }))].map((given) => ({ action, band, ...given }))
    }),
  )

describe.each(['email-marketing', 'ads-manager', 'lead-capture', 'uptime-monitor', 'crm', 'applicant-tracker'])(
  'In the playbook %s',
  (name) => {
    const file = new URL(`../../demo/playbooks/${name}.json`, import.meta.url)
    const playbook: Playbook = JSON.parse(readFileSync(file, 'utf8'))

    test('every answer has a lesson, and every other lesson says why it is not the one', () => {
      for (const answer of answers(playbook)) {
        const { lesson, others } = chooseLesson({ playbook, ...answer, now: NOW })
        expect(lesson, JSON.stringify(answer)).toBeDefined()
        expect(others).toHaveLength(playbook.lessons.length - 1)
        for (const { reason } of others) expect(reason).not.toBe('')
      }
    })

    test('a user who has completed everything still gets a lesson for every answer', () => {
      const lessons = Object.fromEntries(playbook.lessons.map(({ id }) => [id, { completed: NOW, shown: [NOW] }]))
      for (const answer of answers(playbook)) {
        const { lesson } = chooseLesson({ playbook, ...answer, history: { lessons }, now: NOW })
        expect(lesson, JSON.stringify(answer)).toBeDefined()
      }
    })
  },
)
