/** When to look for a due ask, and which tab may show it: one timer for the next due time, none when nothing is pending; woken by what happens in the page. */
import { askShown, expireAsks } from '../ask/asks'
import { decide } from '../ask/decide'
import type { Facts } from '../ask/circumstances'
import { type FlowState, startFlow } from '../ask/flow'
import { lastGoal, wantsGoal } from '../ask/goal'
import type { Busy } from '../host/busy'
import type { Session } from '../host/session'
import { openCommitment } from '../lesson/commitment'
import type { Book } from '../moment/book'
import { openPeriods } from '../moment/periods'
import type { Context } from './context'
import type { Card } from './present'

export interface Attention {
  /** Looks whether an ask is due, and shows it as soon as the user is free. */
  look(): Promise<void>
  /** Shows what was just asked for by hand, in the place of what is open. */
  askByHand(): Promise<void>
  /**
   * A moment's key, right after `track` and before `look`, where its action has a goal: what does the user want from this?
   * Asked before an ask that is due, which follows in a card of its own.
   */
  tracked(key: string): void
  /** Opens what was asked for by hand and is no ask. */
  browse(begin: (book: Book) => FlowState): Promise<void>
  /** Another tab, or the endpoint's state, has changed the book. */
  changed(): Promise<void>
  /** Shows the open card again in the present language and theme. */
  refresh(): void
  /** A place for the card came or went. */
  move(): void
  /** Why no card can be opened just now. */
  busy(): Facts['busy']
  /** Takes the card away without counting it as closed by the user. */
  clear(): Promise<void>
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

/** A tab that is closed, or dies, with its card open leaves no word: whoever waits behind it looks again after this, in ms. */
const BEHIND = 30_000

export function createAttention({ context, busy, session, name, ready }: AttentionOptions): Attention {
  const { host, playbook, keeper } = context
  let card: Card | undefined
  /** When the open card's ask was put on the screen: a later display is another tab's. */
  let shownAt: number | undefined
  /** Until the present card, or the one that is opening, is gone. */
  let showing: Promise<unknown> | undefined
  /** Whatever began in an earlier turn is not to open any more. */
  let turn = 0
  let gone = false
  /** The key of the moment tracked last that may have a goal, until that was asked for. */
  let tracked = ''
  let stopTimer = (): void => {}

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

  /** What is open or opening makes way; resolves when it is gone. */
  const clear = async (): Promise<void> => {
    turn++
    stopTimer()
    card?.remove()
    await showing
  }

  /**
   * Opens one card at a time in all tabs, at the state `begin` gives; while another tab shows one, none. What was asked for by
   * hand opens whatever the other tabs do.
   */
  const open = async (begin: () => Promise<FlowState | undefined>, byHand = false): Promise<void> => {
    if (gone || showing) return
    const mine = turn
    const run = async () => {
      const start = mine === turn && (await begin())
      if (!start || mine !== turn) return mine === turn
      const { present } = await context.parts.card()
      card = await present(context, start)
      if (mine !== turn) card.remove()
      await card.closed
      return true
    }
    showing = (byHand ? run() : host.exclusively(`${name}:card`, run)).catch(context.report).finally(() => {
      card = showing = shownAt = undefined
    })
    // Also when nothing was shown in the end, to wait for what comes next. Behind another tab's card that tab will, unless it dies.
    if ((await showing) !== undefined) await look()
    else if (mine === turn) stopTimer = host.after(BEHIND, look)
  }

  /** Begins the ask that is due, one made by hand before all. Decided on the book as it is inside the write: another tab may have been faster. */
  const due = async () => {
    const mine = turn
    const shown = await keeper.commit((before, now) => {
      const verdict = decide({ playbook, book: before, facts: context.facts(before), now })
      if (!('ask' in verdict) || mine !== turn) return { book: before, value: undefined }
      const { key, moment } = verdict.ask
      const book = askShown(before, key, now)
      return {
        book,
        value: { moment, commitment: openCommitment(book, moment.action), at: now },
        events: [{ type: 'gainloop.ask.shown', data: { moment: moment.id, action: moment.action, ask: key } }],
      }
    })
    if (!shown) return undefined
    session.count()
    const { moment, commitment, at } = shown
    shownAt = at
    return startFlow({ playbook, moment, id: host.id(), commitment })
  }

  /** Begins with the goal alone. */
  const goal = async () => {
    const book = await keeper.read()
    const moment = book.moments[tracked]
    tracked = ''
    return (
      moment &&
      startFlow({ playbook, moment, goal: true, due: false, id: host.id(), goalBefore: lastGoal(book, moment.action) })
    )
  }

  const decideNow = async (): Promise<void> => {
    // A page that took the card away with the element it stood in gets it back, in the corner.
    if (card && !card.connected()) card.move()
    if (gone || showing || !ready()) return
    const mine = turn
    await context.caughtUp()
    const book = await tidy()
    if (showing || mine !== turn) return
    stopTimer()
    const now = host.now()
    const present = { playbook, book, facts: context.facts(book), now }
    const { ask, until }: { ask?: object; until?: number | undefined } = decide(present)
    context.decided?.(book, now)
    const record = book.asks[tracked]
    const begin = record && wantsGoal(record, present) ? goal : ask && due
    if (begin) {
      if (busy.reason()) busy.whenFree(look)
      else await open(begin)
    } else if (until) stopTimer = host.after(until - now, look)
  }

  const look = (): Promise<void> => decideNow().catch(context.report)

  return {
    look,
    async askByHand() {
      await clear()
      // The user reads what they asked for; only what can't be seen waits.
      if (/modal|hidden/.test(`${busy.reason()}`)) look()
      else open(due, true)
    },
    tracked(key) {
      tracked = key
    },
    async browse(begin) {
      await clear()
      open(async () => begin(await keeper.read()), true)
    },
    async changed() {
      if (!card) return look()
      const { key, waits, remove } = card
      const { asks, moments } = await keeper.read()
      const { status = 'pending', displays } = asks[key] ?? {}
      // Answered, dismissed, withdrawn or asked elsewhere: what is asked here is asked no more. A lesson being read stays.
      const settled = waits() && (status !== 'pending' || displays?.at(-1) !== shownAt)
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
      clear()
    },
  }
}
