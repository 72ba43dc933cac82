/** What the passing of time has done to the book: periods begun, asks expired. */
import { expireAsks } from '../ask/asks'
import type { Book } from '../moment/book'
import { periodOf } from '../moment/digest'
import { openPeriods } from '../moment/periods'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Step } from './keeper'

export const upkeep = (playbook: CompiledPlaybook, before: Book, now: number): Step<Book> => {
  const { book, expired } = expireAsks(openPeriods(before, playbook, now), now)
  return {
    book,
    value: book,
    events: expired.map(({ moment, action }) => ({
      type: 'gainloop.ask.expired',
      data: { moment: book.moments[moment]?.id ?? moment, action, ask: moment, ...periodOf(book.moments[moment]) },
    })),
  }
}
