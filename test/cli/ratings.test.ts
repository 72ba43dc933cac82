import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { storedEvent } from '../receiver/events'
import { terminal } from './io'

const at = Date.parse('2025-03-06T12:00:00Z')

let folder: string
let db: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-ratings-'))
  db = join(folder, 'gainloop.db')
  const store = sqliteStore(db)
  const other = { moment: 'l_7', action: 'list.imported' }
  await store.append([
    storedEvent('action.completed', { at: at - 2, data: { label: 'Spring sale, "20%"' } }),
    storedEvent('goal.stated', { at: at - 1 }),
    storedEvent('rating.given', { at }),
    storedEvent('rating.explained', { at: at + 1, data: { obstacles: ['opens', 'clicks'], comment: '=SUM(A1)' } }),
    storedEvent('lesson.shown', { at: at + 2 }),
    storedEvent('rating.given', {
      ...{ subject: 'anon-1', at: at + 3 },
      data: { ...other, rating: 'r_2', value: 'yes', band: 'reached' },
    }),
  ])
  await store.close()
})
afterAll(() => rm(folder, { recursive: true }))

const HEAD = 'time,user,action,moment,label,goal,value,scale,band,measuredBand,obstacles,strengths,comment,lesson\r'
const MISSED =
  '2025-03-06T12:00:00.000Z,u_1,campaign.sent,c_1,"Spring sale, ""20%""",sales,missed,outcome,missed,,opens clicks,,\'=SUM(A1),subject-lines\r'
const REACHED = '2025-03-06T12:00:00.003Z,anon-1,list.imported,l_7,,,yes,outcome,reached,,,,,\r'

describe('gainloop ratings', () => {
  test('prints a row for each rating, with all that belongs to it', async () => {
    const { code, out, err } = await terminal(['ratings', '--db', db])
    expect(code).toBe(0)
    expect(out[0]).toBe(HEAD)
    expect(out.slice(1).sort()).toEqual([MISSED, REACHED])
    expect(err).toEqual(['2 ratings'])
  })

  test.each([
    [['--band', 'missed'], MISSED],
    [['--action', 'list.imported'], REACHED],
    [['--from', '2025-03-06T12:00:00.001Z'], REACHED],
    [['--to', '2025-03-06T12:00:00.001Z'], MISSED],
  ])('with %j prints those alone', async (args, row) => {
    expect(await terminal(['ratings', '--db', db, ...args])).toMatchObject({ out: [HEAD, row], err: ['1 rating'] })
  })

  test('prints JSON for other programs, without what is not there', async () => {
    const { out } = await terminal(['ratings', '--db', db, '--json', '--band', 'missed'])
    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        ...{ time: '2025-03-06T12:00:00.000Z', user: 'u_1', action: 'campaign.sent', moment: 'c_1' },
        ...{ label: 'Spring sale, "20%"', goal: 'sales', value: 'missed', scale: 'outcome', band: 'missed' },
        ...{ obstacles: ['opens', 'clicks'], strengths: [], comment: '=SUM(A1)', lesson: 'subject-lines' },
      },
    ])
  })
})
