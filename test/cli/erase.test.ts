import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { storedEvent } from '../receiver/events'
import { terminal } from './io'

const HOOK = 'https://crm.example.com/hook'

let folder: string
let db: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-erase-'))
  db = join(folder, 'gainloop.db')
  const store = sqliteStore(db)
  await store.append(
    [
      storedEvent('user.identified', { id: 'named', at: 2_000, data: { anonymous: 'anon-1' } }),
      storedEvent('rating.given', { id: 'before', subject: 'anon-1', at: 1_000 }),
      storedEvent('rating.given', { id: 'other', subject: 'u_2' }),
    ],
    () => [HOOK],
  )
  await store.close()
})
afterEach(() => rm(folder, { recursive: true }))

const idsOf = (out: string[]) => out.map((line) => JSON.parse(line).id)

describe('gainloop erase', () => {
  test('deletes everything of one user, what waits for webhooks too, and says how many events', async () => {
    expect(await terminal(['erase', 'u_1', '--db', db])).toMatchObject({
      code: 0,
      out: ['2 events of u_1 erased'],
      err: [],
    })
    const store = sqliteStore(db)
    expect((await store.outbox.due(HOOK, Number.MAX_SAFE_INTEGER, 10)).map(({ subject }) => subject)).toEqual(['u_2'])
    await store.close()
    expect(idsOf((await terminal(['events', '--db', db])).out)).toEqual(['other'])
  })

  test('of somebody who is not there deletes nothing', async () => {
    expect(await terminal(['erase', 'u_9'], {}, { GAINLOOP_DB: db })).toMatchObject({
      code: 0,
      out: ['0 events of u_9 erased'],
    })
    expect((await terminal(['events', '--db', db])).out).toHaveLength(3)
  })
})

describe('gainloop export', () => {
  test('prints everything of one user in the order it happened, and deletes nothing', async () => {
    for (const _ of [1, 2]) {
      const { code, out, err } = await terminal(['export', 'u_1', '--db', db])
      expect([code, idsOf(out), err]).toEqual([0, ['before', 'named'], ['2 events of u_1']])
    }
  })
})

describe.each(['erase', 'export'])('gainloop %s', (command) => {
  test('makes no database where there is none', async () => {
    const missing = join(folder, 'other', 'gainloop.db')
    expect((await terminal([command, 'u_1', '--db', missing])).code).toBe(2)
    expect(existsSync(missing)).toBe(false)
  })

  test.each<[string, string[], string]>([
    ['nobody', [], `which user? expected the id that was passed to identify()\n  try: gainloop ${command} u_81`],
    ['two users', ['u_1', 'u_2'], `${command} takes no argument "u_2"`],
  ])('of %s is wrong usage, and deletes nothing', async (_, users, message) => {
    const { code, out, err } = await terminal([command, ...users, '--db', db])
    expect([code, out, err.join()]).toEqual([2, [], expect.stringContaining(message)])
    expect((await terminal(['events', '--db', db])).out).toHaveLength(3)
  })
})
