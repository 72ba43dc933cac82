import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { terminal } from './io'

const playbook = {
  version: 1,
  id: 'postcard',
  languages: ['en', 'de'],
  segments: { novice: { 'traits.campaignsSent': { $lt: 5 } } },
  actions: {
    'campaign.sent': {
      goal: { question: 'What for?', options: [{ id: 'sales', label: 'Sales' }] },
      ask: {
        question: 'Did it?',
        obstacles: [{ id: 'few-opens', label: 'Few opened it' }],
        strengths: [{ id: 'timing', label: 'The timing' }],
      },
    },
    'list.imported': { ask: { question: 'Did it?' } },
  },
  lessons: [
    {
      id: 'general',
      kind: 'tips',
      title: { en: 'In general', de: 'Im Allgemeinen' },
      points: ['…'],
      for: { bands: ['missed', 'partly'] },
    },
    {
      id: 'opens',
      kind: 'tips',
      title: { en: 'Opens of {{user.traits.name|or:yours}}', de: 'Öffnungen' },
      points: ['…'],
      for: { obstacles: ['few-opens'] },
    },
    {
      id: 'novices',
      kind: 'article',
      title: 'First steps',
      body: [{ p: '…' }],
      for: { segments: ['novice'], bands: ['missed'] },
    },
    { id: 'sales', kind: 'tips', title: 'Sales', points: ['…'], for: { goals: ['sales'], bands: ['reached'] } },
    {
      id: 'big',
      kind: 'tool',
      title: 'Big lists',
      url: '/big',
      label: 'Open',
      weight: 3,
      for: { if: { 'properties.recipients': { $gt: 100 } } },
    },
    {
      id: 'help',
      kind: 'service',
      title: 'We do it',
      offer: 'All of it.',
      for: { actions: ['campaign.sent'], bands: ['missed'] },
    },
    { id: 'dated', kind: 'tips', title: 'Winter', points: ['…'], weight: 9, from: '2027-01-01T00:00:00Z', for: {} },
    {
      id: 'german',
      kind: 'tips',
      title: 'Deutsch',
      points: ['…'],
      weight: 8,
      for: { if: { language: 'de' }, bands: ['partly'] },
    },
  ],
} as const

const simulate = (...args: string[]) =>
  terminal(['simulate', 'p.json', ...args], { 'p.json': JSON.stringify(playbook) })
const sent = ['--action', 'campaign.sent', '--band']
/** The lesson's id. */
const chosen = async (...args: string[]) => {
  const { code, out, err } = await simulate(...args, '--json')
  expect([code, err]).toEqual([0, []])
  return JSON.parse(out.join('\n')).lesson.id
}

describe('gainloop simulate', () => {
  test('shows the lesson a user would get, and why no other', async () => {
    const traits = ['--traits', '{ "campaignsSent": 1, "name": "Ada" }']
    const { code, out } = await simulate(...sent, 'missed', '--obstacle', 'few-opens', ...traits)
    expect([code, out]).toEqual([
      0,
      [
        'After campaign.sent was missed because of few-opens, a user in the segment novice, reading en, gets',
        '',
        '  opens  “Opens of Ada” (tips)',
        '',
        'and not',
        '  general  opens names the obstacle',
        '  novices  opens names the obstacle',
        '  sales    is for reached, and the result was missed',
        '  big      its condition (for.if) does not hold',
        '  help     opens names the obstacle',
        '  dated    starts on 2027-01-01T00:00:00Z',
        '  german   is for partly, and the result was missed',
      ],
    ])
  })

  test.each([
    ['a band', [...sent, 'missed'], 'general'],
    ['an obstacle', [...sent, 'partly', '--obstacle', 'few-opens'], 'opens'],
    ['traits that put the user in a segment', [...sent, 'missed', '--traits', '{"campaignsSent":1}'], 'novices'],
    ['a goal', [...sent, 'reached', '--goal', 'sales', '--strength', 'timing'], 'sales'],
    ['facts of the moment', [...sent, 'missed', '--facts', '{"properties":{"recipients":200}}'], 'big'],
    ['a language', [...sent, 'partly', '--language', 'de-AT'], 'german'],
    ['a date', [...sent, 'missed', '--now', '2027-03-01T00:00:00Z'], 'dated'],
    ['two missed in a row', [...sent, 'missed', '--history', '{"missedInARow":2}'], 'help'],
    [
      'what was completed',
      [...sent, 'missed', '--history', '{"lessons":{"general":{"shown":["2026-11-01T00:00:00Z"],"completed":1}}}'],
      'help',
    ],
    ['what is not for them', [...sent, 'missed', '--history', '{"lessons":{"general":{"declined":1}}}'], 'help'],
  ])('goes by %s', async (_, args, lesson) => {
    expect(await chosen(...args)).toBe(lesson)
  })

  test('prints JSON for other programs', async () => {
    const { out } = await simulate(...sent, 'missed', '--language', 'de', '--json')
    const { others, ...rest } = JSON.parse(out.join('\n'))
    expect(rest).toEqual({
      lesson: { id: 'general', kind: 'tips', title: 'Im Allgemeinen' },
      segments: [],
      language: 'de',
    })
    expect(others[0]).toEqual({ lesson: 'opens', reason: 'is for the obstacles few-opens; given: none' })
    expect(others).toHaveLength(playbook.lessons.length - 1)
  })

  test('exits 1 where there is no lesson', async () => {
    const { code, out } = await simulate(...sent, 'reached')
    expect([code, out[2]]).toEqual([1, '  no lesson: none fits'])
    expect(JSON.parse((await simulate(...sent, 'reached', '--json')).out.join('\n')).lesson).toBeNull()
  })

  test('tells of the holdout', async () => {
    const held = JSON.stringify({ ...playbook, experiments: { holdout: 0.07 } })
    const { out } = await terminal(['simulate', 'p.json', ...sent, 'missed'], { 'p.json': held })
    expect(out).toContain('But 7% of users are in the holdout, and get none.')
  })

  test('reads standard input', async () => {
    expect((await terminal(['simulate', '-', ...sent, 'missed'], { '-': JSON.stringify(playbook) })).code).toBe(0)
  })

  test('sends whoever has a broken playbook to check', async () => {
    const { code, err } = await terminal(['simulate', 'p.json', ...sent, 'missed'], { 'p.json': '{}' })
    expect([code, err]).toEqual([1, ["gainloop: p.json can't be used: it has 4 errors\n  try: gainloop check p.json"]])
  })

  test.each<[string, string[], string]>([
    ['no action', [], 'which action? There is campaign.sent, list.imported\n  try: --action campaign.sent'],
    ['no band', ['--action', 'campaign.sent'], 'which band? There is missed, partly, reached\n  try: --band missed'],
    [
      'an action that is mistyped',
      ['--action', 'campain.sent', '--band', 'missed'],
      'there is no action "campain.sent" here; there is campaign.sent, list.imported\n  try: --action campaign.sent',
    ],
    [
      'a band that is mistyped',
      [...sent, 'mised'],
      'there is no band "mised" here; there is missed, partly, reached\n  try: --band missed',
    ],
    [
      'an obstacle that is mistyped',
      [...sent, 'missed', '--obstacle', 'few-open'],
      'there is no obstacle "few-open" here; there is few-opens\n  try: --obstacle few-opens',
    ],
    [
      'an obstacle where there are none',
      ['--action', 'list.imported', '--band', 'missed', '--obstacle', 'bounces'],
      'there is no obstacle "bounces" here; there is none at all\n  try: leave out --obstacle',
    ],
    [
      'an obstacle after success',
      [...sent, 'reached', '--obstacle', 'few-opens'],
      'users are not asked for an obstacle after "reached"\n  try: --band missed',
    ],
    [
      'a strength after failure',
      [...sent, 'partly', '--strength', 'timing'],
      'users are not asked for a strength after "partly"\n  try: --band reached',
    ],
    [
      'a goal that is none',
      [...sent, 'missed', '--goal', 'other'],
      'there is no goal "other" here; there is sales\n  try: --goal sales',
    ],
    [
      'traits that are no JSON',
      [...sent, 'missed', '--traits', '{plan:1}'],
      `--traits is not a JSON object: at column 2 expected a name in double quotes or "}", got \`plan:1}\`\n  try: --traits '{ "plan": "pro" }'`,
    ],
    [
      'traits that are a list',
      [...sent, 'missed', '--traits', '[1]'],
      `--traits is not a JSON object: got \`[1]\`\n  try: --traits '{ "plan": "pro" }'`,
    ],
    [
      'a fact that is none',
      [...sent, 'missed', '--facts', '{"propertys":{}}'],
      `--facts has no "propertys"; there is properties, metrics, device, page\n  try: --facts '{ "properties": … }'`,
    ],
    [
      'a history that is mistyped',
      [...sent, 'missed', '--history', '{"missedInRow":2}'],
      `--history has no "missedInRow"; there is asks, ratings, missedInARow, reachedInARow, daysSinceFirstSeen, lastBand, lessons\n  try: --history '{ "missedInARow": … }'`,
    ],
    [
      'a history of a lesson that is not there',
      [...sent, 'missed', '--history', '{"lessons":{"genral":{}}}'],
      `--history has no "genral"; there is general, opens, novices, sales, big, help, dated, german\n  try: --history '{ "general": … }'`,
    ],
    [
      'a date without an offset',
      [...sent, 'missed', '--now', '2027-03-01'],
      'expected a date with time and offset, got "2027-03-01"\n  try: --now 2027-03-09T15:00:00Z',
    ],
  ])('exits 2 for %s and says what to try', async (_, args, message) => {
    const { code, out, err } = await simulate(...args)
    expect([code, out, err]).toEqual([2, [], [`gainloop: ${message}`]])
  })

  test.each([
    ['{"missedInARow":"2"}', 'a whole number, 0 or more, for "missedInARow"'],
    ['{"lessons":[]}', 'an object by lesson for "lessons"'],
    ['{"lessons":{"general":{"completed":"yesterday"}}}', 'a date for "general.completed"'],
    ['{"lessons":{"general":1}}', 'an object for "general"'],
  ])('exits 2 for the history %s', async (history, expected) => {
    const { code, err } = await simulate(...sent, 'missed', '--history', history)
    expect([code, err[0]]).toEqual([2, expect.stringContaining(`--history: expected ${expected}\n  try: `)])
  })

  test('agrees with the playbook of the demo product', async () => {
    const demo = readFileSync(new URL('../fixtures/playbooks/email-marketing.json', import.meta.url), 'utf8')
    const { out } = await terminal(['simulate', 'p.json', ...sent, 'missed', '--obstacle', 'few-opens'], {
      'p.json': demo,
    })
    expect(out[2]).toBe('  subject-lines  “Subject lines that earn the open” (video)')
  })
})
