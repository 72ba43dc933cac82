import { describe, expect, test } from 'vitest'
import { askDismissed } from '../../src/ask/asks'
import { wantsGoal } from '../../src/ask/goal'
import { type Book, momentKey } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import { compilePlaybook } from '../../src/playbook/compile'
import type { CompiledPlaybook } from '../../src/playbook/compiled'
import type { Action, Limits } from '../../src/playbook/schema'
import { day, FREE, fresh, playbook, START, tracked } from './scene'

const key = momentKey('sent', 'a')
const withGoal = (limits: Limits = FREE): CompiledPlaybook => {
  const plan = playbook(limits).source
  const goal = { question: 'What for?', options: [{ id: 'sales', label: 'Sales' }] }
  return compilePlaybook({
    ...plan,
    actions: { ...plan.actions, sent: { ...(plan.actions.sent as Action), goal } },
  })
}
const send = (book: Book, plan: CompiledPlaybook, at = START) => tracked(book, plan, 'sent', 'a', at)

describe('Right after an action, the goal is asked for', () => {
  test.each<[string, boolean, CompiledPlaybook, (book: Book, plan: CompiledPlaybook) => Book, number?]>([
    ['when the playbook has a question for it', true, withGoal(), send],
    ['not when it has none', false, playbook(FREE), send],
    [
      'even while a cooldown runs: it may have ended when the result is in',
      true,
      withGoal({ ...FREE, cooldown: '14d' }),
      send,
    ],
    [
      'not when the product asked for it itself',
      false,
      withGoal(),
      (book, plan) => {
        const next = send(book, plan)
        return { ...next, moments: { [key]: { ...next.moments[key], goal: 'sales' } as Book['moments'][string] } }
      },
    ],
    ['not when the moment is years old', false, withGoal(), (book, plan) => send(book, plan, START), day(400)],
    ['not when it was cancelled', false, withGoal(), (book, plan) => cancel(send(book, plan), 'a', START).book],
    [
      'not after "Don’t ask about this again"',
      false,
      withGoal(),
      (book, plan) => {
        const before = tracked(book, plan, 'sent', 'before', START)
        return send(askDismissed(before, momentKey('sent', 'before'), true, START), plan)
      },
    ],
    ['not when the user is not in the sample', false, withGoal({ ...FREE, sample: 0 }), send],
    [
      'even in the quiet days after a user is first seen: they may be over when the result is in',
      true,
      withGoal({ ...FREE, quiet: '7d' }),
      send,
    ],
  ])('%s', (_, asked, plan, story, now = START) => {
    const book = story(fresh(), plan)
    const record = book.asks[key]
    expect(record && wantsGoal(record, { playbook: plan, book, facts: {}, now })).toBe(asked)
  })
})
