/** What users wrote must not control the terminal of who reads it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { printable } from '../../src/cli/printable'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { storedEvent } from '../receiver/events'
import { terminal } from './io'

test.each([
  ['\x1b[2Jgone', '\\u001b[2Jgone'],
  ['\x9b2J', '\\u009b2J'],
  ['a\rb', 'a\\u000db'],
  ['a\r\nb\tc\r', 'a\r\nb\tc\r'],
  ['ünï 😀', 'ünï 😀'],
  ['\x07\x7f\0', '\\u0007\\u007f\\u0000'],
])('%j is printed as %j', (text, printed) => expect(printable(text)).toBe(printed))

test.each([['ratings'], ['ratings', '--json'], ['events'], ['export', 'u_1'], ['erase', 'u_1'], ['export', '\x1b[2J']])(
  'gainloop %s %s prints no command to the terminal',
  async (...args) => {
    const folder = await mkdtemp(join(tmpdir(), 'gainloop-printable-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const db = join(folder, 'a.db')
    const store = sqliteStore(db)
    const words = 'look \x1b]0;owned\x07 \x9b2J \x1b[2J'
    await store.append([
      storedEvent('action.completed', { data: { label: words } }),
      storedEvent('rating.given', { data: { goal: words } }),
      storedEvent('rating.explained', { data: { comment: words } }),
    ])
    await store.close()
    const { out, err } = await terminal([...args, '--db', db])
    expect([...out, ...err].join('\n')).not.toMatch(/[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]/)
  },
)
