/** The way from an item to its ask: what there is to press, found by trying it on a book. */
import { type Book, emptyBook } from '../../src/moment/book'
import { addResult } from '../../src/moment/result'
import { track } from '../../src/moment/track'
import { compilePlaybook } from '../../src/playbook/compile'
import type { Playbook } from '../../src/playbook/schema'
import type { Jump } from '../jumps'
import type { Collection, DemoUser, Item } from '../products/product'
import { reach } from './reach'

export interface Way {
  /** How often the action has to be done. */
  times: number
  /** The figures have to come in. */
  figures: boolean
  /** Then this button; undefined: it is asked at once. */
  jump: Jump | undefined
}

/** Who tries a product presses the same button a few times at most. */
const PATIENCE = 4

/** The book of a user who has done nothing yet. @param since first seen */
export const freshBook = (user: DemoUser | undefined, since: number): Book => {
  const book = emptyBook(user?.id ?? 'anon-demo', since, !user)
  return { ...book, user: { ...book.user, traits: user?.traits ?? {} } }
}

/** Its ask waits for figures. */
export function awaitsFigures(playbook: Playbook, action: string): boolean {
  const { judge, when = {} } = playbook.actions[action]?.ask ?? {}
  return 'on' in when || judge === 'metrics'
}

/** From that book to an ask about this item; undefined where no button leads to one. */
export function wayTo(
  playbook: Playbook,
  collection: Collection,
  item: Item,
  book: Book,
  now: number,
): Way | undefined {
  const { action, layout } = collection
  const figures = awaitsFigures(playbook, action)
  const compiled = compilePlaybook(playbook)
  let next = book
  for (let times = 1; times <= (layout === 'repeat' ? PATIENCE : 1); times++) {
    const id = layout === 'repeat' ? `${item.id}_try_${times}` : item.id
    next = track(next, compiled, { action, id, label: item.label, properties: { ...item.properties } }, now)
    if (figures)
      next = addResult(
        next,
        compiled,
        { target: id, metrics: collection.figures?.outcomes.poor ?? {}, at: now },
        now,
      ).book
    const reached = reach(playbook, next, now, (ask) => ask.action === action)
    if (reached) return { times, figures, jump: reached.jump }
  }
  return undefined
}
