import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { storedEvent } from '../receiver/events'
import { terminal } from './io'

const DAY = 86_400_000
const MARCH = Date.parse('2025-03-01')

let folder: string
let db: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-events-'))
  db = join(folder, 'gainloop.db')
  const store = sqliteStore(db)
  await store.append([
    storedEvent('action.completed', { id: 'a', at: MARCH }),
    storedEvent('rating.given', { id: 'b', at: MARCH + DAY }),
    storedEvent('rating.given', {
      ...{ id: 'c', at: MARCH + 2 * DAY, subject: 'u_2' },
      data: { moment: 'l_7', action: 'list.imported', rating: 'r_2', band: 'reached' },
    }),
  ])
  await store.close()
})
afterAll(() => rm(folder, { recursive: true }))

const idsOf = (out: string[]) => out.map((line) => JSON.parse(line).id)

describe('gainloop events', () => {
  test.each<[string, string[], string[]]>([
    ['everything, oldest first', [], ['a', 'b', 'c']],
    ['one type by its whole name', ['--type', 'gainloop.rating.given'], ['b', 'c']],
    ['one type by its short name', ['--type', 'rating.given'], ['b', 'c']],
    ['two types', ['--type', 'rating.given', '--type', 'action.completed'], ['a', 'b', 'c']],
    ['one action', ['--action', 'list.imported'], ['c']],
    ['one band', ['--band', 'missed'], ['b']],
    ['from a day on', ['--from', '2025-03-02'], ['b', 'c']],
    ['before a day', ['--to', '2025-03-02'], ['a']],
  ])('prints %s, and how many they are', async (_, args, ids) => {
    const { code, out, err } = await terminal(['events', '--db', db, ...args])
    expect([code, idsOf(out), err]).toEqual([0, ids, [`${ids.length} event${ids.length === 1 ? '' : 's'}`]])
  })

  test('tells nothing found from nothing stored', async () => {
    expect((await terminal(['events', '--db', db, '--type', 'lesson.shown'])).err).toEqual(['0 of 3 events'])
  })

  test('names what a misspelt type may have meant, and every type there is', async () => {
    const { code, out, err } = await terminal(['events', '--db', db, '--type', 'rating'])
    expect([code, out]).toEqual([2, []])
    expect(err.join()).toMatch(
      /there is no event type "rating"; there is user\.identified, .*commitment\.\w+\n {2}try: gainloop events --type rating\.given$/,
    )
    expect((await terminal(['events', '--type', 'gainloop.rating.givn'])).err.join()).toContain('--type rating.given')
  })

  test('makes no database where there is none, and says which is there', async () => {
    const missing = join(folder, 'nope.db')
    const { code, err } = await terminal(['events', '--db', missing])
    expect([code, err]).toEqual([2, [`gainloop: there is no database ${missing}\n  try: gainloop events --db ${db}`]])
    expect(existsSync(missing)).toBe(false)
  })

  test('says where a database comes from, where there is none at all', async () => {
    const empty = join(folder, 'empty')
    await mkdir(empty)
    const missing = join(empty, 'gainloop.db')
    expect((await terminal(['events'], {}, { GAINLOOP_DB: missing })).err).toEqual([
      `gainloop: there is no database ${missing}; "serve" creates one\n  try: gainloop serve --db ${missing}`,
    ])
  })

  test('names itself when it can not read what it was given', async () => {
    const file = join(folder, 'playbook.json')
    await writeFile(file, '{ "version": 1 }'.repeat(100))
    const { code, err } = await terminal(['events', '--db', file])
    expect([code, err.join()]).toEqual([1, expect.stringMatching(/can't open .*\n {2}try: gainloop events --db/s)])
  })

  test.each([
    [['--band', 'mised'], 'there is no band "mised" here; there is missed, partly, reached\n  try: --band missed'],
    [['--from', 'yesterday'], 'events --from: expected a day like "2025-03-01"'],
  ])('called with %j exits 2', async (args, message) => {
    const { code, err } = await terminal(['events', '--db', db, ...args])
    expect([code, err.join()]).toEqual([2, expect.stringContaining(message)])
  })
})
