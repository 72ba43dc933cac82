import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { terminal } from './io'

const folder = new URL('../fixtures/playbooks/', import.meta.url)
const smallest = {
  version: 1,
  id: 'postcard',
  actions: { 'campaign.sent': { ask: { question: 'Did it?' } } },
  lessons: [
    { id: 'next-time', kind: 'tips', title: 'More', points: ['…'], for: { bands: ['missed', 'partly'] } },
    { id: 'keep-it-up', kind: 'tips', title: 'As well', points: ['…'], for: { bands: ['reached'] } },
  ],
}
const text = (change: object) => JSON.stringify({ ...smallest, ...change }, null, 2)
const check = (playbook: string, ...more: string[]) =>
  terminal(['check', 'playbook.json', ...more], { 'playbook.json': playbook })

const shared = readdirSync(folder).filter((name) => name.endsWith('.json'))

describe('gainloop check', () => {
  test.each(shared)('finds nothing wrong with %s', async (name) => {
    const { code, out, err } = await check(readFileSync(new URL(name, folder), 'utf8'))
    expect([code, out, err]).toEqual([0, [expect.stringMatching(/^playbook\.json: fine: each of \d+ answers has/)], []])
  })

  test('says so when all is fine, and of how many answers', async () => {
    expect(await check(text({}))).toMatchObject({
      code: 0,
      out: ['playbook.json: fine: each of 3 answers has its lesson, in en'],
      err: [],
    })
  })

  test('reads standard input', async () => {
    const { code, out } = await terminal(['check', '-'], { '-': text({}) })
    expect([code, out[0]]).toEqual([0, expect.stringMatching(/^stdin: fine/)])
  })

  test('names the line and column of a mistake, what was expected and how to mend it', async () => {
    const { code, out } = await check(
      text({ actions: { 'campaign.sent': { ask: { question: 'Did it?', when: '3 days' } } } }),
    )
    expect(code).toBe(1)
    expect(out).toEqual([
      'playbook.json:8:17: error: At actions.campaign.sent.ask.when: expected an object like { "after": "3d" }, got "3 days" (Write { "after": "3d" }.)',
      '1 error, 0 warnings',
      'Answers without a lesson are looked for once there are no errors.',
    ])
  })

  test('lists problems in the order of the file', async () => {
    const { out } = await check(text({ lessons: [{ ...smallest.lessons[0], kind: 'tip' }], version: 2 }))
    expect(out.slice(0, 2)).toEqual([expect.stringContaining(':2:'), expect.stringContaining(':14:')])
  })

  test('passes a playbook with warnings only', async () => {
    const { code, out } = await check(text({ texts: { Later: 'Not now' } }))
    expect([code, out.at(-1)]).toEqual([0, '0 errors, 1 warning: each of 3 answers has its lesson, in en'])
  })

  test('refuses more than a megabyte', async () => {
    const long = Array.from({ length: 120 }, (_, n) => ({
      ...smallest.lessons[0],
      id: `l${n}`,
      title: 'x'.repeat(9000),
    }))
    const { code, out } = await check(text({ lessons: long }))
    expect([code, out[0]]).toEqual([
      1,
      'playbook.json: error: At the playbook: expected at most 1 MB, got "1.1 MB" (Put long transcripts and articles on pages of your own, and link to them.)',
    ])
  })

  test('prints JSON for other programs', async () => {
    const { code, out } = await check(text({ version: 2 }), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out.join('\n'))).toEqual({
      ok: false,
      problems: [
        {
          path: '/version',
          code: 'out-of-range',
          severity: 'error',
          message: 'At version: expected 1, got 2',
          hint: 'Write 1: there is no other version yet.',
          line: 2,
          column: 14,
        },
      ],
    })
    expect(JSON.parse((await check(text({}), '--json')).out.join('\n'))).toEqual({ ok: true, problems: [] })
  })

  test.each([
    ['nope.json', 'there is no file nope.json; there is playbook.json, other.json', 'playbook.json'],
    ['othr.json', 'there is no file othr.json; there is playbook.json, other.json', 'other.json'],
    ['sub/playbook.json', 'there is no file sub/playbook.json', 'playbook.json'],
    ['.', '. is a folder; check takes a file', 'playbook.json'],
  ])('of %s says what there is instead', async (file, what, other) => {
    const files = {
      'playbook.json': text({}),
      'other.json': text({}),
      'package.json': '{}',
      'notes.txt': '',
      '.rc.json': '{}',
    }
    const { code, err } = await terminal(['check', file], files)
    expect([code, err]).toEqual([2, [`gainloop: ${what}\n  try: gainloop check ${other}`]])
  })

  test('prints JSON about a file that is not there, too', async () => {
    const { code, out, err } = await terminal(['check', '--json', 'none.json'])
    expect([code, err.length]).toEqual([2, 1])
    expect(JSON.parse(out.join('\n'))).toEqual({
      ok: false,
      problems: [
        {
          ...{ path: '', code: 'unreadable', severity: 'error', message: 'there is no file none.json' },
          hint: 'gainloop check playbook.json',
        },
      ],
    })
  })

  test.each([
    [['check'], 'which file?'],
    [['check', 'none.json'], 'there is no file none.json'],
    [['check', 'a.json', 'b.json'], 'check takes no argument "b.json"'],
    [['check', 'a.json', '--jsn'], 'check has no option --jsn'],
  ])('called as %j exits 2', async (args, message) => {
    const { code, err } = await terminal(args)
    expect([code, err[0]]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('gainloop check --matrix', () => {
  const choices = [{ id: 'few-opens', label: 'Few opened it' }]
  const playbook = (change: object = {}) =>
    text({
      languages: ['en', 'de'],
      segments: { novice: { 'traits.new': true } },
      actions: { sent: { ask: { question: { en: 'Did it?', de: 'Und?' }, obstacles: choices } } },
      lessons: [
        { ...smallest.lessons[0], for: { bands: ['missed', 'partly'] } },
        { ...smallest.lessons[0], id: 'opens', for: { obstacles: ['few-opens'] } },
        { ...smallest.lessons[1], for: { bands: ['reached'], segments: ['novice'] } },
      ],
      ...change,
    })

  test('shows how many lessons each answer of each segment can rely on, and every hole', async () => {
    const { code, out } = await check(playbook(), '--matrix')
    expect(code).toBe(1)
    expect(out.slice(1, -2)).toEqual([
      'sent                 no segment  novice',
      '  missed                      1       1',
      '  missed: few-opens           2       2',
      '  partly                      1       1',
      '  partly: few-opens           2       2',
      '  reached                  HOLE       1',
    ])
  })

  test('names the lessons that come only when another is used up', async () => {
    const more = { ...smallest.lessons[0], id: 'second', for: { bands: ['missed', 'partly'] } }
    const { code, out } = await check(text({ lessons: [...smallest.lessons, more] }), '--matrix')
    expect([code, out.at(-2)]).toEqual([0, '"second" is shown only when "next-time" is used up'])
  })

  test('gives the lessons of every answer as JSON', async () => {
    const { out } = await check(playbook(), '--json', '--matrix')
    const { coverage } = JSON.parse(out.join('\n'))
    expect(coverage.answers).toHaveLength(10)
    expect(coverage.answers[3]).toEqual({
      action: 'sent',
      band: 'missed',
      obstacle: 'few-opens',
      segment: 'novice',
      lessons: ['next-time', 'opens'],
      missing: [],
    })
    expect(coverage.answers[8]).toEqual({ action: 'sent', band: 'reached', lessons: [], missing: ['en', 'de'] })
    expect(coverage.later).toEqual([])
  })

  test('has no coverage to show while there are errors', async () => {
    const { out } = await check(text({ version: 2 }), '--json', '--matrix')
    expect(JSON.parse(out.join('\n'))).toMatchObject({ ok: false, coverage: null })
  })
})

describe('While it takes its time', () => {
  const actions = Object.fromEntries(Array.from({ length: 4 }, (_, n) => [`a${n}`, { ask: { question: 'Did it?' } }]))
  /** Every look at the clock is so many milliseconds after the one before. */
  const clock = (step: number) => {
    let at = 0
    return () => (at += step)
  }
  const run = (step: number) =>
    terminal(['check', 'p.json', '--json'], { 'p.json': text({ actions }) }, {}, clock(step))

  test('gainloop check says nothing within a second', async () => {
    expect((await run(100)).err).toEqual([])
  })

  test('it says on stderr what it is doing, once a second, and stdout stays what it is', async () => {
    const { code, out, err } = await run(400)
    expect(code).toBe(0)
    expect(err).toEqual(['gainloop: checked the answers of 2 of 4 actions …', 'gainloop: comparing the lessons …'])
    expect(out).toEqual((await run(1)).out)
  })
})
