import { describe, expect, test } from 'vitest'
import { wilson } from '../../src/report'
import { csvOf } from '../../src/report/csv'
import type { ActionReport, LessonReport, SuccessGap } from '../../src/report'

const action = (change: Partial<ActionReport>): ActionReport => ({
  ...{ action: 'campaign.sent', completed: 5, asked: 4, answered: 2, reached: 1, partly: 0, missed: 1, unknown: 3 },
  reachedShare: { estimate: 0.5, low: 0.1, high: 0.9 },
  obstacles: [],
  ...change,
})

const lesson = (change: Partial<LessonReport>): LessonReport => ({
  ...{ lesson: 'subject-lines', kind: 'tips', shown: 9, opened: 8, completed: 7, useful: 6, notUseful: 5 },
  ...{ committed: 4, did: 3 },
  lift: { shown: { users: 40, reached: 20 }, withheld: { users: 30, reached: 20 }, difference: null },
  ...change,
})

const csv = (actions: ActionReport[], lessons: LessonReport[] = []): string =>
  csvOf({ from: null, to: null, actions, lessons } satisfies SuccessGap)

/** RFC 4180, read by its grammar. */
function read(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cells = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy
  for (let match = cells.exec(text); match; match = cells.exec(text)) {
    const [, raw = '', end] = match
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end === '\r\n') {
      rows.push(row)
      row = []
    }
    if (cells.lastIndex === text.length) return rows
  }
  throw new Error(`not RFC 4180: ${text}`)
}

/** By the names of the columns. */
function records(text: string): Record<string, string>[] {
  const [head = [], ...rows] = read(text)
  return rows.map((row) => Object.fromEntries(row.map((cell, column) => [head[column] ?? '?', cell])))
}

describe('the report as CSV', () => {
  test('has a row per action, obstacle and lesson, all of the same columns', () => {
    const text = csv(
      [action({ obstacles: [{ id: 'list', count: 2 }] })],
      [
        lesson({
          lift: {
            shown: { users: 40, reached: 20 },
            withheld: { users: 30, reached: 20 },
            difference: { estimate: -0.17, low: -0.4, high: 0.05 },
          },
        }),
      ],
    )
    expect(new Set(read(text).map((row) => row.length)).size).toBe(1)
    expect(records(text)).toMatchObject([
      { row: 'action', id: 'campaign.sent', completed: '5', asked: '4', reachedShare: '0.5', unknown: '3', shown: '' },
      { row: 'obstacle', id: 'list', of: 'campaign.sent', count: '2', completed: '' },
      {
        ...{ row: 'lesson', id: 'subject-lines', kind: 'tips', completed: '7', notUseful: '5', did: '3', asked: '' },
        ...{ liftShownUsers: '40', liftWithheldReached: '20' },
        ...{ liftDifference: '-0.17', liftDifferenceLow: '-0.4', liftDifferenceHigh: '0.05' },
      },
    ])
  })

  test('leaves empty what there is no number for', () => {
    expect(records(csv([action({ reachedShare: wilson(0, 0) })], [lesson({ kind: null })]))).toMatchObject([
      { reachedShare: '', reachedShareLow: '0', reachedShareHigh: '1' },
      { kind: '', liftDifference: '', liftDifferenceLow: '' },
    ])
  })

  test.each(['a,b', 'say "so"', 'two\nlines', 'two\r\nlines', 'ünï 😀', ' spaces '])('keeps %j as it is', (name) => {
    expect(records(csv([action({ action: name })]))[0]?.id).toBe(name)
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=HYPERLINK("https://evil.example","x")'])(
    'makes no formula of %j',
    (name) => {
      const [row, obstacle, lessonRow] = records(
        csv([action({ action: name, obstacles: [{ id: name, count: 1 }] })], [lesson({ lesson: name })]),
      )
      expect([row?.id, obstacle?.id, obstacle?.of, lessonRow?.id]).toEqual(Array(4).fill(`'${name}`))
    },
  )

  test('of nothing is its head', () => {
    expect(csv([])).toMatch(/^row,id,of,kind,completed,[^\r\n]+\r\n$/)
  })
})
