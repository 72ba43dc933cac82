/** What a user of a demo playbook may choose leads to a lesson that is about it, and every lesson to a plan. */
import { describe, expect, test } from 'vitest'
import { playbookOf } from '../../demo/playbook'
import { coverage } from '../../src/check/coverage'
import { parsePlaybook } from '../../src/check/parse'
import { chooseLesson } from '../../src/lesson/choose'
import type { Band, Playbook } from '../../src/playbook/schema'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const BANDS: Band[] = ['missed', 'partly', 'reached']

const ids = (options: readonly { id: string }[] = []): string[] => options.map(({ id }) => id)

/** The playbook with each segment made of the users who try just that one. */
const segmented = (playbook: Playbook): Playbook => ({
  ...playbook,
  segments: Object.fromEntries(Object.keys(playbook.segments ?? {}).map((id) => [id, { 'traits.tried': id }])),
})

/** Those of the ids that no lesson names which is chosen for an answer with them. */
const strays = (
  playbook: Playbook,
  action: string,
  kind: 'obstacles' | 'strengths' | 'goals' | 'segments',
  options: readonly string[],
): string[] =>
  options.filter(
    (id) =>
      !BANDS.some((band) => {
        const given = kind === 'goals' ? { goal: id } : { [kind]: [id], facts: { traits: { tried: id } } }
        return chooseLesson({ playbook: segmented(playbook), action, band, ...given, now: NOW }).lesson?.for[
          kind
        ]?.includes(id)
      }),
  )

describe.each(['crm', 'applicant-tracker', 'uptime-monitor', 'ads-manager'])('In the playbook %s', (name) => {
  const playbook = playbookOf({ id: name })
  const { lessons } = playbook

  test.each(Object.entries(playbook.actions))(
    'each option of %s leads to a lesson of its own',
    (action, { goal, ask }) => {
      expect({
        obstacles: strays(playbook, action, 'obstacles', ids(ask.obstacles)),
        strengths: strays(playbook, action, 'strengths', ids(ask.strengths)),
        goals: strays(playbook, action, 'goals', ids(goal?.options)),
        segments: strays(playbook, action, 'segments', Object.keys(playbook.segments ?? {})),
      }).toEqual({ obstacles: [], strengths: [], goals: [], segments: [] })
    },
  )

  test('every lesson ends in a plan, one is an example, and one is done for the user', () => {
    expect(lessons.filter(({ commit }) => !commit).map(({ id }) => id)).toEqual([])
    expect(lessons.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['example', 'service']))
  })

  test('nothing is found in it', () => {
    const parsed = parsePlaybook(playbook)
    expect(parsed.ok && coverage(parsed.playbook).problems).toEqual([])
  })
})
