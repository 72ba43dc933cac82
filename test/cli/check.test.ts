import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { terminal } from './io'

const valid = new URL('../fixtures/playbooks/valid/', import.meta.url)
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

describe('gainloop check', () => {
  test.each(readdirSync(valid))('finds no error in %s', async (name) => {
    const { code, out } = await check(readFileSync(new URL(name, valid), 'utf8'))
    expect([code, out.filter((line) => line.includes(': error:'))]).toEqual([0, []])
  })

  test('says so when all is fine', async () => {
    expect(await check(text({}))).toMatchObject({ code: 0, out: ['playbook.json: fine'], err: [] })
  })

  test('reads standard input', async () => {
    expect(await terminal(['check', '-'], { '-': text({}) })).toMatchObject({ code: 0, out: ['stdin: fine'] })
  })

  test('names the line and column of a mistake, what was expected and how to mend it', async () => {
    const { code, out } = await check(
      text({ actions: { 'campaign.sent': { ask: { question: 'Did it?', when: '3 days' } } } }),
    )
    expect(code).toBe(1)
    expect(out[0]).toMatch(/^playbook\.json:\d+:17: error: .*expected a duration like "3d", got "3 days" \(.+\)$/)
    expect(out.at(-1)).toBe('1 error, 0 warnings')
  })

  test('names the place where a file stops being JSON', async () => {
    const { code, out } = await check('{\n  "version": 1,\n}')
    expect([code, out[0]]).toEqual([
      1,
      expect.stringMatching(/^playbook\.json:3:1: error: .*expected a name in double quotes/),
    ])
  })

  test('names every answer that leads to no lesson', async () => {
    const { code, out } = await check(text({ lessons: smallest.lessons.slice(0, 1) }))
    expect(code).toBe(1)
    expect(out.join()).toContain('reached')
  })

  test('prints JSON for other programs', async () => {
    const { code, out } = await check(text({ version: 2 }), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      ok: false,
      problems: [{ path: '/version', severity: 'error', line: 2, column: 14 }],
    })
    expect(JSON.parse((await check(text({}), '--json')).out.join('\n'))).toEqual({ ok: true, problems: [] })
  })

  test.each([
    [['check'], 'which file?'],
    [['check', 'none.json'], 'there is no file none.json'],
    [['check', 'a.json', 'b.json'], 'check does not know what to do with "b.json"'],
  ])('called as %j exits 2', async (args, message) => {
    const { code, err } = await terminal(args)
    expect([code, err[0]]).toEqual([2, expect.stringContaining(message)])
  })
})
