import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { validatePlaybook } from '../../src/playbook/validate'
import { largePlaybook } from '../bench/support/large'

const folder = join(import.meta.dirname, '../fixtures/playbooks')
const shared = readdirSync(folder).filter((name) => name.endsWith('.json'))
const smallest = () => ({
  version: 1,
  id: 'postcard',
  actions: { 'campaign.sent': { ask: { question: 'Did “{{moment.label}}” bring the results you wanted?' } } },
  lessons: [{ id: 'next-time', kind: 'tips', title: 'Next time', points: ['…'], for: { bands: ['missed'] } }],
})

/** The smallest playbook with something changed, by a path of slashes. */
const broken = (path: string, value: unknown): unknown => {
  const playbook = smallest()
  const keys = path.split('/')
  let at = playbook as unknown as Record<string, unknown>
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  at[keys.at(-1) as string] = value
  return playbook
}

describe('The browser’s validation', () => {
  it.each(shared)('takes the shared playbook %s', async (name) => {
    const playbook: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    expect(await validatePlaybook(playbook)).toEqual({ ok: true, playbook })
  })

  it('hands on the very playbook it was given', async () => {
    const playbook = smallest()
    const reading = await validatePlaybook(playbook)
    expect(reading.ok && reading.playbook).toBe(playbook)
  })

  it.each([
    ['another version', 'version', 2, 'At version: expected 1, got 2'],
    ['missing actions', 'actions', undefined, 'At actions: expected an object, got nothing'],
    ['no action', 'actions', {}, 'At actions: expected at least one action, got an empty object'],
    ['a field that does not exist', 'limts', {}, 'At limts: expected a known field, got "limts"'],
    [
      'a name that JavaScript reserves',
      'actions',
      JSON.parse('{"campaign.sent":{"__proto__":{},"ask":{"question":"x"}}}'),
      'At actions.campaign.sent.__proto__: expected another name, got "__proto__"',
    ],
    [
      'a duration in words',
      'actions/campaign.sent/ask/when',
      { after: '3 days' },
      'At actions.campaign.sent.ask.when.after: expected a duration like "3d", got "3 days"',
    ],
    [
      'a duration in place of a trigger',
      'actions/campaign.sent/ask/when',
      '3d',
      'At actions.campaign.sent.ask.when: expected an object like { "after": "3d" }, got "3d"',
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
      'At segments.pro.trait.plan: expected something a condition can look at, got "trait.plan"',
    ],
    [
      'a pattern that does not compile',
      'segments',
      { pro: { 'traits.plan': { $regex: '(' } } },
      'At segments.pro.traits.plan.$regex: expected a regular expression, got "("',
    ],
    [
      'a currency that is no code',
      'actions/campaign.sent/metrics',
      { spend: { label: 'Spend', unit: 'currency', currency: 'EURO', better: 'lower' } },
      'At actions.campaign.sent.metrics.spend.currency: expected a currency code like "EUR", got "EURO"',
    ],
    [
      'a language tag with an underscore',
      'languages',
      ['pt_BR'],
      'At languages.0: expected a language tag like "en" or "pt-BR", got "pt_BR"',
    ],
    [
      'a language tag that Intl refuses',
      'languages',
      ['en-abc-de'],
      'At languages.0: expected a language tag browsers know, got "en-abc-de"',
    ],
    [
      'a time zone that does not exist',
      'lessons/0/from',
      '2027-03-09T15:00:00+99:00',
      'At lessons.0.from: expected a date that exists, got "2027-03-09T15:00:00+99:00"',
    ],
    [
      'a day that does not exist',
      'lessons/0/from',
      '2027-02-30T15:00:00Z',
      'At lessons.0.from: expected a date that exists, got "2027-02-30T15:00:00Z"',
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
      'At lessons.0.kind: expected one of tips, checklist, article, video, webinar, course, tool, service, example, got "tip"',
    ],
    [
      'a lesson without what it teaches',
      'lessons/0/points',
      undefined,
      'At lessons.0.points: expected a list, got nothing',
    ],
  ])('refuses %s, and says where', async (_, path, value, message) => {
    expect(await validatePlaybook(broken(path, value))).toMatchObject({ ok: false, problem: { message } })
  })

  it('names the known names beside one it does not know', async () => {
    expect(await validatePlaybook(broken('limts', {}))).toMatchObject({
      problem: { path: ['limts'], near: ['limts', expect.arrayContaining(['limits'])] },
    })
    expect(await validatePlaybook(broken('lessons/0/kind', 'tip'))).toMatchObject({
      problem: { path: ['lessons', 0, 'kind'], near: ['tip', expect.arrayContaining(['tips'])] },
    })
  })

  it.each([[null], [undefined], [3], ['{}'], [[]], [() => {}]])('refuses %s without throwing', async (value) => {
    expect((await validatePlaybook(value)).ok).toBe(false)
  })

  it('never throws, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.anything({ withBigInt: false }),
        fc.constantFrom('', 'actions', 'lessons/0', 'limits'),
        async (value, path) => {
          expect(typeof (await validatePlaybook(path ? broken(path, value) : value)).ok).toBe('boolean')
        },
      ),
    )
  })

  it('offers a pause between two pieces', async () => {
    const playbook = largePlaybook(20)
    const pause = vi.fn(() => Promise.resolve())
    expect((await validatePlaybook(playbook, { pause })).ok).toBe(true)
    expect(pause).toHaveBeenCalledTimes(1 + Object.keys(playbook.actions).length + playbook.lessons.length)
  })
})
