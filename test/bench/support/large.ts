import type { Limits, Playbook } from '../../../src/playbook/schema'

/** A playbook of 200 actions, and as many lessons spread evenly over them. */
export const largePlaybook = (lessons: number, limits: Limits = {}): Playbook => ({
  version: 1,
  id: 'bench',
  limits,
  actions: Object.fromEntries(
    Array.from({ length: 200 }, (_, n) => [
      `action.${n}`,
      { ask: { question: 'Did it work?', if: { 'properties.size': { $gte: 3 } }, when: { after: '3d' } } },
    ]),
  ),
  lessons: Array.from({ length: lessons }, (_, n) => ({
    id: `lesson-${n}`,
    kind: 'tips',
    title: 'A lesson',
    points: ['One'],
    for: { actions: [`action.${n % 200}`] },
  })),
})
