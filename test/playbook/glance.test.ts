import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIELDS, readPlaybook } from '../../src/playbook/glance'
import { shape } from '../../src/playbook/shape'

const folder = join(import.meta.dirname, '../fixtures/playbooks')
const shared = readdirSync(folder).filter((name) => name.endsWith('.json'))
const smallest = () => ({
  version: 1,
  id: 'postcard',
  actions: { 'campaign.sent': { ask: { question: 'Did “{{moment.label}}” bring the results you wanted?' } } },
  lessons: [{ id: 'next-time', kind: 'tips', title: 'Next time', points: ['…'], for: { bands: ['missed'] } }],
})

/** The smallest playbook with something changed, by a path of dots. */
const broken = (path: string, value: unknown): unknown => {
  const playbook = smallest()
  const keys = path.split('/')
  let at = playbook as unknown as Record<string, unknown>
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  at[keys.at(-1) as string] = value
  return playbook
}

describe('The browser’s reader', () => {
  it.each(shared)('takes the shared playbook %s', (name) => {
    const playbook: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    expect(readPlaybook(playbook)).toEqual({ ok: true, playbook })
  })

  it('takes the smallest useful playbook', () => {
    expect(readPlaybook(smallest())).toEqual({ ok: true, playbook: smallest() })
  })

  it('knows every field the schema has, and no other', () => {
    const named = Object.entries(shape)
      .filter(([name]) => !/^(Theme|Colors)/.test(name))
      .flatMap(([, fields]) => [fields].flat())
      .flatMap((fields) => (typeof fields === 'string' ? [] : Object.keys(fields)))
      .map((key) => key.replace('?', ''))
    expect([...FIELDS].sort()).toEqual([...new Set(named)].sort())
  })

  it.each([
    ['another version', 'version', 2, 'At version: expected 1, got 2'],
    ['no actions', 'actions', undefined, 'At actions: expected a value, got nothing'],
    ['a field that does not exist', 'limts', {}, 'At limts: expected a known field, got "limts"'],
    [
      'a duration in words',
      'actions/campaign.sent/ask/when',
      { after: '3 days' },
      'At actions.campaign.sent.ask.when.after: expected a duration like "3d", got "3 days"',
    ],
    [
      'an operator that does not exist',
      'actions/campaign.sent/ask/if',
      { 'traits.plan': { $equals: 'pro' } },
      'At actions.campaign.sent.ask.if.traits.plan.$equals: expected a known operator, got "$equals"',
    ],
    [
      'a root that does not exist',
      'segments',
      { pro: { 'trait.plan': 'pro' } },
      'At segments.pro.trait.plan: expected a path like "traits.plan", got "trait.plan"',
    ],
    [
      'a pattern that is none',
      'segments',
      { pro: { 'traits.plan': { $regex: '(' } } },
      'At segments.pro.traits.plan.$regex: expected a pattern, got "("',
    ],
    [
      'a question that is empty',
      'actions/campaign.sent/ask/question',
      '',
      'At actions.campaign.sent.ask.question: expected a text, got ""',
    ],
    [
      'a kind that does not exist',
      'lessons/0/kind',
      'tip',
      'At lessons.0.kind: expected one of tips,checklist,article,video,webinar,course,tool,service, got "tip"',
    ],
    [
      'a lesson without what it teaches',
      'lessons/0/points',
      undefined,
      'At lessons.0.points: expected a value, got nothing',
    ],
  ])('refuses %s, and says where', (_, path, value, message) => {
    expect(readPlaybook(broken(path, value))).toMatchObject({ ok: false, problem: { message } })
  })

  it.each([[null], [undefined], [3], ['{}'], [[]], [() => {}]])('refuses %s without throwing', (value) => {
    expect(readPlaybook(value).ok).toBe(false)
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: false }),
        fc.constantFrom('', 'actions', 'lessons/0', 'limits'),
        (value, path) => {
          expect(typeof readPlaybook(path ? broken(path, value) : value).ok).toBe('boolean')
        },
      ),
    )
  })
})
