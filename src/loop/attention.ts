/** When to look for a due ask, and which tab may show it: one timer for the next due time, none when nothing is pending; woken by what happens in the page. */
import { askNow, askShown, expireAsks } from '../ask/asks'
import { decide } from '../ask/decide'
import type { Facts } from '../ask/facts'
import { browseLesson, type FlowState, startFlow } from '../ask/flow'
import { lastGoal } from '../ask/flow-goal'
import type { Busy } from '../host/busy'
import type { Session } from '../host/session'
import { standing } from '../lesson/commitment'
import type { Moment } from '../moment/book'
import { openPeriods } from '../moment/periods'
import type { Context } from './context'
import { type Card, present } from './present'

export interface Attention {
  /** Looks whether an ask is due, and shows it as soon as the user is free. */
  look(): Promise<void>
  /** Shows the ask of this action or moment, whatever the limits say. Resolves to false when there is no such moment. */
  ask(target: string): Promise<boolean>
  /** Right after `track`: what do you want from this? An ask that is due by then follows in a card of its own. */
  askGoal(moment: Moment): void
  /** Opens a lesson by hand. */
  browse(lessonId: string): Promise<boolean>
  /** Another tab, or the endpoint's state, has changed the book. */
  changed(): Promise<void>
  /** Shows the open card again in the present language and theme. */
  refresh(): void
  /** A place for the card came or went. */
  move(): void
  /** Why no card can be opened just now. */
  busy(): Facts['busy']
  /** Takes the card away without counting it as closed by the user. */
  clear(): void
  destroy(): void
}

export interface AttentionOptions {
  context: Context
  busy: Busy
  session: Session
  /** Unique to this browser and this global: which tab shows the card. */
  name: string
  /** Nothing is shown before consent. */
  ready(): boolean
}

export function createAttention({ context, busy, session, name, ready }: AttentionOptions): Attention {
  const { host, playbook, keeper } = context
  let card: Card | undefined
  let opening = false
  /** False once the card that is being opened is not wanted any more. */
  let wanted = true
  let gone = false
  let stopTimer = (): void => {}
  let stopWait = (): void => {}

  /** Writes down what time has done: periods begun, asks expired. */
  const tidy = () =>
    keeper.tidy((before, now) => {
      const { book, expired } = expireAsks(openPeriods(before, playbook, now), now)
      return {
        book,
        value: book,
        events: expired.map((record) => ({
          type: 'gainloop.ask.expired',
          data: { moment: book.moments[record.moment]?.id ?? record.moment, action: record.action, ask: record.moment },
        })),
      }
    })

  /** Opens one card at a time in all tabs, at the state `begin` gives; while another tab shows one, none. */
  const open = async (begin: () => Promise<FlowState | undefined>): Promise<void> => {
    if (gone || card || opening) return
    opening = wanted = true
    stopTimer()
    const shown = await host
      .exclusively(`${name}:card`, async () => {
        const start = await begin()
        if (!start || !wanted) return false
        card = await present(context, start)
        opening = false
        if (!wanted) card.remove()
        await card.closed
        return true
      })
      .finally(() => {
        card = undefined
        opening = false
      })
    // Also when nothing was shown in the end, to wait for what comes next. Behind another tab's card that tab will.
    if (shown !== undefined) await look()
  }

  /** Runs as soon as the user is free; the later of two waits replaces the earlier. */
  const whenFree = (run: () => void): void => {
    stopWait()
    if (!gone) stopWait = busy.whenFree(run)
  }

  /** Begins the ask that is due, one made by hand before all. Decided on the book as it is inside the write: another tab may have been faster. */
  const due = async () => {
    const shown = await keeper.commit((before, now) => {
      const verdict = decide({ playbook, book: before, facts: context.facts(before), now })
      if (!('ask' in verdict)) return { book: before, value: undefined }
      const { key, moment } = verdict.ask
      const book = askShown(before, key, now)
      return {
        book,
        value: { moment, commitment: standing(book, moment.action) },
        events: [{ type: 'gainloop.ask.shown', data: { moment: moment.id, action: moment.action, ask: key } }],
      }
    })
    if (!shown) return undefined
    session.count()
    const { moment, commitment } = shown
    return startFlow({ playbook, moment, id: host.id(), commitment })
  }

  const clear = (): void => {
    stopWait()
    wanted = false
    card?.remove()
  }

  const look = async (): Promise<void> => {
    stopTimer()
    if (gone || card || opening || !ready()) return
    await context.caughtUp()
    const book = await tidy()
    const now = host.now()
    const verdict = decide({ playbook, book, facts: context.facts(book), now })
    if ('ask' in verdict) {
      if (busy.reason()) whenFree(look)
      else await open(due)
      return
    }
    // Another look may have come this far meanwhile.
    stopTimer()
    if (verdict.until !== undefined && !gone) stopTimer = host.after(Math.max(0, verdict.until - now), look)
  }

  return {
    look,
    async ask(target) {
      card?.remove()
      const key = await keeper.commit((before, now) => {
        const { book, key } = askNow(before, playbook, target, now)
        return { book, value: key }
      })
      if (key !== undefined) open(due)
      return key !== undefined
    },
    askGoal(moment) {
      whenFree(() =>
        open(async () => {
          const goalBefore = lastGoal(await keeper.read(), moment.action)
          return startFlow({ playbook, moment, goal: true, due: false, id: host.id(), goalBefore })
        }),
      )
    },
    async browse(lessonId) {
      const lesson = playbook.lessons.find(({ id }) => id === lessonId)
      if (!lesson) return false
      card?.remove()
      open(async () => {
        const book = await keeper.read()
        return browseLesson(lesson, book.lessons[lessonId]?.done ?? [])
      })
      return true
    },
    async changed() {
      if (!card) return look()
      const { key, waits, remove } = card
      const { asks, moments } = await keeper.read()
      // Answered, dismissed or withdrawn elsewhere: what is asked here is asked no more. A lesson being read stays.
      const settled = (asks[key]?.status ?? 'pending') !== 'pending' && waits()
      // Another user's by now. A lesson opened by hand has no moment.
      if (settled || (key !== ' ' && !moments[key])) remove()
    },
    refresh() {
      card?.refresh()
    },
    move() {
      card?.move()
      look()
    },
    busy: () => (card ? 'open' : busy.reason()),
    clear,
    destroy() {
      gone = true
      stopTimer()
      clear()
    },
  }
}
