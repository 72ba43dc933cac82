import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const path = (file: string): string => new URL(file, import.meta.url).pathname
const start = (...args: string[]) =>
  spawn(process.execPath, ['--import', import.meta.resolve('tsx'), path('../../src/cli/bin.ts'), ...args])

test('A reader that has read enough is no error', async () => {
  const child = start('check', path('../fixtures/playbooks/email-marketing.json'), '--json', '--matrix')
  child.stdout.destroy()
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect([said, code]).toEqual(['', 0])
})

test('A playbook comes through a pipe, and the exit code says what was found', async () => {
  const child = start('check', '-')
  child.stdin.end('{ "version": 1, }')
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect([said.split('\n')[0], code]).toEqual([
    'stdin:1:17: error: At line 1, column 17: expected a name in double quotes, got `}` (Remove the comma before it.)',
    1,
  ])
})
