import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { terminal } from './io'

describe('the command line', () => {
  test('lists its commands', async () => {
    const { code, out } = await terminal(['--help'])
    expect(code).toBe(0)
    for (const name of ['check', 'serve', 'report', 'schema']) expect(out.join()).toContain(`  ${name} `)
  })

  test.each(['serve', 'check', 'report', 'schema'])('helps with %s', async (command) => {
    const { code, out } = await terminal([command, '--help'])
    expect([code, out[0]]).toEqual([0, expect.stringMatching(new RegExp(`^gainloop ${command}`))])
  })

  test('says which version it is', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(await terminal(['--version'])).toMatchObject({ code: 0, out: [version] })
  })

  test.each([
    [[], 'gainloop: which command?\n  try: gainloop --help'],
    [['srve'], 'gainloop: there is no command "srve"\n  try: gainloop serve'],
    [['constructor'], 'gainloop: there is no command "constructor"\n  try: gainloop --help'],
  ])('called with %j exits 2 and says what to try', async (args, message) => {
    const { code, out, err } = await terminal(args)
    expect([code, out, err]).toEqual([2, [], [message]])
  })
})
