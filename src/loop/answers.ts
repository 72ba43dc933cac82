/**
 * What the user does on a card is kept at once, written down with the book and the outbox, and sent should the page go first.
 * An answer belongs to the user and the moment of its card, whatever has become of the stored book since.
 */
import type { FlowEffect, FlowState } from '../ask/flow'
import type { GainloopEvent } from '../delivery/event'
import type { Host } from '../host/host'
import { type Journal, openJournal } from '../host/journal'
import { type AskRecord, type Book, isSamePerson, type Moment, momentKey, type User } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import { type BaselineOf, carryOut } from './effects'
import type { Keeper } from './keeper'

/** One step of a card, with all that it takes to write it down on a later page. */
export interface Answer {
  id: string
  /** Whose answer it is. */
  user: User
  /** What it is about, as the card knows it. */
  moment: Moment
  ask?: AskRecord | undefined
  effects: FlowEffect[]
  at: number
  events: GainloopEvent[]
}

/** What the card knows when the user acts. */
export interface Given {
  book: Book
  /** The card after the step. */
  flow: FlowState
  effects: FlowEffect[]
  /** Undefined where the user has no starting point. */
  baselineOf?: BaselineOf | undefined
}

export interface Answers {
  /**
   * Keeps the answer before it returns.
   * @returns the book as it will be, and what resolves to the book once the answer may be told as noted: it is written down,
   * or the storage is slow and the answer is kept elsewhere. It rejects when nothing was written.
   */
  take(given: Given): { book: Book; noted: Promise<Book> }
  /** Writes down what pages that are gone could not. Never rejects. */
  recover(): Promise<void>
  /** The same for a copy of the book, of which nothing is kept or sent. */
  on(copy: { keeper: Keeper; now(): number }): Answers
}

export interface AnswersOptions {
  host: Pick<Host, 'now' | 'id' | 'after' | 'exclusively'>
  keeper: Keeper
  playbook: CompiledPlaybook
  journal: Journal<Answer>
  /** The name of everything kept in this browser. */
  name: string
  /** These leave with the page, should it go before they are written down. */
  hold(events: GainloopEvent[]): void
  report(problem: unknown): void
}

/** How long the card waits for a storage that hangs, in ms, where the answer is kept elsewhere meanwhile. */
const PATIENCE = 1_000

export function createAnswers(options: AnswersOptions): Answers {
  const { host, keeper, playbook, journal, name, hold, report } = options
  /** Ids of the answers that this page is writing down. */
  const underWay = new Set<string>()
  const lockOf = ({ id }: Answer): string => `${name}:answer:${id}`

  /** Resolves to the book, or to undefined where it is another user's by now: then only the events are written down. */
  const write = async (answer: Answer): Promise<Book | undefined> => {
    const { user, effects, at, events } = answer
    const book = await keeper.commit((stored) => {
      if (isWritten(stored, answer)) return { book: stored, value: stored }
      if (!isSamePerson(user, stored.user)) return { book: stored, events, value: undefined }
      const subject = stored.user.id
      const { book } = carryOut(playbook, withMoment(stored, answer), answer, effects, at)
      return { book, events: events.map((event) => ({ ...event, subject })), value: book }
    })
    journal.remove(answer.id)
    return book
  }

  /** Resolves when `work` does; or after a second, to `meanwhile`. */
  const within = async <T>(work: Promise<T>, meanwhile: T): Promise<T> => {
    let cancel = (): void => {}
    const late = new Promise<T>((resolve) => {
      cancel = host.after(PATIENCE, () => resolve(meanwhile))
    })
    return Promise.race([work, late]).finally(() => cancel())
  }

  return {
    take({ book: before, flow, effects, baselineOf }) {
      const at = host.now()
      const { moment, browsing } = flow
      const step = carryOut(playbook, before, flow, effects, at, baselineOf)
      const events = keeper.compose(step.book, step.events ?? [], at)
      const ask = browsing ? undefined : before.asks[momentKey(moment.action, moment.id)]
      const answer: Answer = { id: host.id(), user: before.user, moment, ask, effects, at, events }
      const kept = journal.put(answer)
      hold(events)
      underWay.add(answer.id)
      const written = write(answer)
        .then((book) => book ?? step.book)
        .catch((problem: unknown) => {
          journal.remove(answer.id)
          report(problem)
          throw problem
        })
        .finally(() => underWay.delete(answer.id))
      // Other tabs leave it alone while this page lives. Whoever waits for it may have gone on by the time it fails.
      void host.exclusively(lockOf(answer), () => written.catch(() => {})).catch(() => {})
      return { book: step.book, noted: kept ? within(written, step.book) : written }
    },

    on: ({ keeper: copied, now }) =>
      createAnswers({
        ...options,
        host: { ...host, now },
        keeper: copied,
        journal: openJournal(undefined, ''),
        hold() {},
      }),

    async recover() {
      for (const answer of await journal.read()) {
        if (underWay.has(answer.id)) continue
        await host
          .exclusively(lockOf(answer), async () => {
            // The page that gave it may have been writing it down until now.
            if ((await journal.read()).some(({ id }) => id === answer.id)) await write(answer)
          })
          .catch((problem: unknown) => {
            // The entry can't be used: the storage belongs to the page, and other code writes to it.
            journal.remove(answer.id)
            report(problem)
          })
      }
    },
  }
}

/** Whether the book has the rating already: the page that gave it was gone before it could say so. */
const isWritten = ({ ratings }: Book, { effects, at }: Answer): boolean =>
  effects.some(({ type, data }) => {
    const found = type === 'rating.given' ? ratings[data.rating] : undefined
    return found !== undefined && found.updated >= at && found.value === (data as Partial<typeof found>).value
  })

/** The book with the moment of the card, and its ask, should it have lost them: site data cleared, or many newer moments. */
function withMoment(book: Book, { moment, ask }: Answer): Book {
  if (!moment.id) return book
  const key = momentKey(moment.action, moment.id)
  return {
    ...book,
    moments: { ...book.moments, [key]: book.moments[key] ?? moment },
    asks: ask && !book.asks[key] ? { ...book.asks, [key]: ask } : book.asks,
  }
}
