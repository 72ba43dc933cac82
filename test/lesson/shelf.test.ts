import { describe, expect, test } from 'vitest'
import { shelfOf } from '../../src/lesson/shelf'
import type { Commitment, LessonRecord } from '../../src/moment/book'
import { compilePlaybook } from '../../src/playbook/compile'
import { bookOf } from '../rating/books'
import { lesson, playbookOf } from './cases'

const playbook = compilePlaybook(playbookOf([lesson('a'), lesson('b'), lesson('c')]))
const record = (id: string, shown: number[], more: Partial<LessonRecord> = {}): LessonRecord => ({
  lesson: id,
  shown,
  updated: 1,
  ...more,
})
const plan = (lesson: string, text: string, more: Partial<Commitment> = {}): Commitment => ({
  id: text,
  lesson,
  action: 'send',
  text,
  at: 1,
  updated: 1,
  ...more,
})
const shelf = (lessons: LessonRecord[], commitments: Commitment[] = []) =>
  shelfOf(playbook, {
    ...bookOf({}),
    lessons: Object.fromEntries(lessons.map((one) => [one.lesson, one])),
    commitments: Object.fromEntries(commitments.map((one) => [one.id, one])),
  }).map(({ lesson: { id }, done, completed, plan }) => [id, done, !!completed, plan])

describe('The lessons a user has met', () => {
  test.each<[string, LessonRecord[], Commitment[], unknown[]]>([
    ['are none at first', [], [], []],
    [
      'are the latest first',
      [record('a', [1, 5]), record('b', [3])],
      [],
      [
        ['a', [], false, undefined],
        ['b', [], false, undefined],
      ],
    ],
    ['say what is done', [record('b', [1], { done: ['x'] })], [], [['b', ['x'], false, undefined]]],
    ['say what is finished', [record('b', [1], { completed: 2 })], [], [['b', [], true, undefined]]],
    ['say what was planned', [record('a', [1])], [plan('a', 'Test it.')], [['a', [], false, 'Test it.']]],
    [
      'but not what was looked back on',
      [record('a', [1])],
      [plan('a', 'Test it.', { reviewed: 3 })],
      [['a', [], false, undefined]],
    ],
    ['leave out what was put away', [record('a', [1], { declined: 2 })], [], []],
    ['leave out what was never on the screen', [record('a', [])], [], []],
    ['leave out what the holdout withheld', [record('a', [1, 5], { withheld: [1, 5], completed: 5 })], [], []],
    [
      'say of what was withheld, and opened by hand, what was done with it then',
      [record('a', [1, 5], { withheld: [5], completed: 5 }), record('b', [2, 3], { withheld: [2], completed: 4 })],
      [],
      [
        ['b', [], true, undefined],
        ['a', [], false, undefined],
      ],
    ],
    ['leave out what the playbook has no more', [record('z', [1])], [], []],
  ])('%s', (_, lessons, commitments, expected) => {
    expect(shelf(lessons, commitments)).toEqual(expected)
  })
})
