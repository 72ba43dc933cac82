/** When a user would be asked: Gainloop's own decision, at the times the clock's buttons lead to. */
import { type DueAsk, decide } from '../../src/ask/decide'
import type { Book } from '../../src/moment/book'
import { openPeriods } from '../../src/moment/periods'
import { compilePlaybook } from '../../src/playbook/compile'
import type { Playbook } from '../../src/playbook/schema'
import { JUMPS, type Jump, spanOf } from '../jumps'

export interface Reached {
  ask: DueAsk
  /** The button that leads there; undefined: it is asked now. */
  jump: Jump | undefined
}

/** The first ask this user comes to, now or by one of the buttons; undefined where none of them leads to one. */
export function reach(
  source: Playbook,
  book: Book,
  now: number,
  wanted: (ask: DueAsk) => boolean = () => true,
): Reached | undefined {
  const playbook = compilePlaybook(source)
  for (const jump of [undefined, ...JUMPS]) {
    const then = now + (jump ? spanOf(jump) : 0)
    const { traits } = book.user
    const decision = decide({ playbook, book: openPeriods(book, playbook, then), facts: { traits }, now: then })
    if ('ask' in decision && wanted(decision.ask)) return { ask: decision.ask, jump }
  }
  return undefined
}
