import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printable } from '../../src/cli/printable'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { successGap } from '../../src/report'
import { csvOf } from '../../src/report/csv'
import { storedEvent } from '../receiver/events'
import { terminal } from './io'

let folder: string
let db: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-report-'))
  db = join(folder, 'gainloop.db')
  const store = sqliteStore(db)
  const users = Array.from({ length: 30 }, (_, index) => `${index}`)
  await store.append([
    ...users.flatMap((subject, index) => [
      storedEvent('lesson.shown', { subject: `s-${subject}`, at: 1_741_000_000_000 }),
      storedEvent('rating.given', {
        ...{ subject: `s-${subject}`, at: 1_741_000_001_000 },
        data: { moment: 'c_2', band: index < 21 ? 'reached' : 'missed' },
      }),
      storedEvent('lesson.withheld', { subject: `w-${subject}`, at: 1_741_000_000_000 }),
      storedEvent('rating.given', {
        ...{ subject: `w-${subject}`, at: 1_741_000_001_000 },
        data: { moment: 'c_2', band: index < 12 ? 'reached' : 'missed' },
      }),
    ]),
    storedEvent('rating.explained', { subject: 'w-29', data: { moment: 'c_2', obstacles: ['opens'] } }),
    storedEvent('action.completed', { subject: 'w-29', data: { action: 'evil\u001b[2J', moment: 'e_1' } }),
  ])
  await store.close()
})
afterAll(() => rm(folder, { recursive: true }))

const report = async () => {
  const store = sqliteStore(db)
  const found = await successGap(store)
  await store.close()
  return found
}

describe('gainloop report', () => {
  test('prints a table to read', async () => {
    const { code, out, err } = await terminal(['report', '--db', db])
    expect([code, err]).toEqual([0, []])
    expect(out.map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      'Success gap, all time',
      '',
      'action | completed | asked | answered | reached | partly | missed | % reached (95%) | unknown',
      'campaign.sent | 60 | 0 | 60 | 33 | 0 | 27 | 55% (42 to 67) | 0',
      'evil\uFFFD[2J | 1 | 0 | 0 | 0 | 0 | 0 | – | 1',
      '',
      'Obstacles, where the result was not reached',
      ' | campaign.sent: opens 1',
      '',
      'lesson | kind | shown | opened | completed | useful | not | committed | did | reached next | without it | lift, points (95%)',
      'subject-lines | tips | 30 | 0 | 0 | 0 | 0 | 0 | 0 | 21 of 30 | 12 of 30 | +30 (+5 to +50)',
      '',
      expect.stringContaining('the holdout'),
      'The lift is shown from 30 users on either side.',
    ])
  })

  test('lines its columns up', async () => {
    const { out } = await terminal(['report', '--db', db])
    const [head = '', row = ''] = out.slice(2)
    for (const [name, value] of [
      ['completed', '60'],
      ['missed', '27'],
      ['% reached (95%)', '(42 to 67)'],
    ] as const) {
      expect(row.indexOf(value) + value.length).toBe(head.indexOf(name) + name.length)
    }
  })

  test('prints JSON for other programs', async () => {
    const { code, out } = await terminal(['report', '--json'], {}, { GAINLOOP_DB: db })
    expect([code, JSON.parse(out.join('\n'))]).toEqual([0, await report()])
  })

  test('prints CSV for spreadsheets, with control characters as escapes', async () => {
    const { code, out } = await terminal(['report', '--db', db, '--csv'])
    expect([code, out.map((line) => `${line}\n`).join('')]).toEqual([0, printable(csvOf(await report()))])
  })

  test('says when there is nothing, and of what time', async () => {
    const { code, out } = await terminal(['report', '--db', db, '--from', '2026-01-01', '--to', '2026-02-01'])
    expect([code, out]).toEqual([
      0,
      [
        'Success gap from 2026-01-01T00:00:00.000Z to 2026-02-01T00:00:00.000Z',
        '',
        'There are no events for this report yet.',
      ],
    ])
  })

  test('reads one action', async () => {
    const { out } = await terminal(['report', '--db', db, '--json', '--action', 'campaign.sent'])
    expect(JSON.parse(out.join('\n')).actions).toHaveLength(1)
  })

  test('makes no database where there is none', async () => {
    const missing = join(folder, 'mistyped.db')
    const { code, err } = await terminal(['report', '--db', missing])
    expect([code, err]).toEqual([2, [`gainloop: there is no database ${missing}\n  try: gainloop report --db ${db}`]])
    expect(existsSync(missing)).toBe(false)
  })

  test.each([
    [['--json', '--csv'], 'JSON or CSV? expected only one of --json and --csv\n  try: gainloop report --json'],
    [['--from', 'yesterday'], 'report --from: expected a day like "2025-03-01"'],
    [['--action', ''], 'report --action: expected a name, or nothing for all, got ""'],
    [['--jsn'], 'report has no option --jsn\n  try: gainloop report --json'],
    [['gainloop.db'], 'report takes no argument "gainloop.db"'],
  ])('called with %j exits 2', async (args, message) => {
    const { code, out, err } = await terminal(['report', ...args])
    expect([code, out, err.join()]).toEqual([2, [], expect.stringContaining(message)])
  })
})
