/** When to look for a due ask: one timer for the next due time, none when nothing is pending, and whenever something happens in the page. */
import { askShown } from '../ask/asks'
import { decide } from '../ask/decide'
import type { Facts } from '../ask/circumstances'
import { startFlow } from '../ask/flow'
import { lastGoal, wantsGoal } from '../ask/goal'
import type { Busy } from '../host/busy'
import type { Session } from '../host/session'
import { openCommitment } from '../lesson/commitment'
import { type Book, isSamePerson } from '../moment/book'
import type { Card, CardStart } from './card'
import { type Begin, createCardSlot, type Outcome, type SlotParts } from './card-slot'
import type { Context } from './context'
import { createListeners } from './listeners'
import { upkeep } from './upkeep'

/** What a decision was made from. */
export interface Decided {
  book: Book
  now: number
}

export interface Attention {
  /**
   * Looks whether an ask is due, and shows it as soon as the user is free. Resolves when the card is there, or none comes.
   * @param book as a write has just returned it @default it is read
   */
  look(book?: Book): Promise<void>
  /**
   * A moment was tracked whose action has a goal: asks what the user wants from it. Comes before an ask that is due, which
   * follows in a card of its own.
   */
  lookForGoal(key: string, book: Book): Promise<void>
  /** Shows what the page has just asked for, in place of what is open. */
  askNow(): Promise<void>
  /** Opens lessons, in place of what is open. */
  browse(begin: () => Promise<CardStart>): Promise<void>
  /** The id of the user whose card is open. */
  user(): string | undefined
  /** Another tab, or the endpoint's state, has changed the book. */
  changed(): Promise<void>
  /** A place for the card was added or removed. */
  move(): void
  /** Why no card can be opened just now. */
  busy(): Facts['busy']
  /** Removes the card without counting it as closed by the user. */
  clear(): Promise<void>
  /** Hears every decision. Returns the unsubscribe. */
  onDecision(listener: (decided: Decided) => void): () => void
  /** Hears every card that opens. Returns the unsubscribe. */
  onOpen(listener: (card: Card) => void): () => void
  destroy(): void
}

export interface AttentionOptions {
  context: Context
  busy: Busy
  session: Session
  /** The name of everything kept in this browser. */
  name: string
  /** Whether anything may be shown: consent was given. */
  ready(): boolean
  /** Resolves when the endpoint's state is in the book, or not worth waiting for. Undefined: there is nothing to wait for. */
  caughtUp?(): Promise<unknown> | undefined
  parts: SlotParts
}

/**
 * How long a tab waits, in ms, before it checks again whether another tab's card is still open. A tab that crashes does
 * not notify the others.
 */
const TAKEN_WAIT = 30_000

/** The card's code is loaded ahead when an ask becomes due within this, in ms. */
const SOON = 60_000

export function createAttention(options: AttentionOptions): Attention {
  const { context, busy, session, name, ready, caughtUp = () => undefined, parts } = options
  const { host, playbook, keeper } = context
  const decisions = createListeners<Decided>()
  /** The key of the moment whose goal is still to be asked for. */
  let goalFor: string | undefined
  /** Another tab has shown the ask of this page's card: until then, in ms since 1970, this page leaves the asking to it. */
  let yieldUntil = 0
  let stopTimer = (): void => {}

  const emptied = (outcome: Outcome): void => {
    if (outcome === 'taken') stopTimer = host.after(TAKEN_WAIT, look)
    else void look()
  }
  const slot = createCardSlot({ context, exclusively: host.exclusively, lock: `${name}:card`, parts, emptied })

  const clear = (): Promise<void> => {
    stopTimer()
    return slot.clear()
  }

  /** Begins the ask that is due. It is decided again inside the write, for another tab may have been faster. */
  const beginAsk: Begin = async (signal) => {
    const shown = await keeper.commit((before, now) => {
      const verdict = decide({ playbook, book: before, facts: context.facts(before), now })
      if (!('ask' in verdict) || signal.aborted) return { book: before, value: undefined }
      const { key, moment } = verdict.ask
      const book = askShown(before, key, now)
      return {
        book,
        value: { book, moment, shownAt: now },
        events: [{ type: 'gainloop.ask.shown', data: { moment: moment.id, action: moment.action, ask: key } }],
      }
    })
    if (!shown) return undefined
    session.count()
    const { book, moment, shownAt } = shown
    const commitment = openCommitment(book, moment.action)
    return { book, shownAt, flow: startFlow({ playbook, moment, id: host.id(), commitment }) }
  }

  const beginGoal =
    (key: string, book: Book): Begin =>
    async () => {
      goalFor = undefined
      const moment = book.moments[key]
      if (!moment) return undefined
      const goalBefore = lastGoal(book, moment.action)
      return { book, flow: startFlow({ playbook, moment, goal: true, due: false, id: host.id(), goalBefore }) }
    }

  const decideNow = async (known?: Book): Promise<void> => {
    const open = slot.card()
    // A page that removed the card with the element it stood in gets it back in the corner.
    if (open && !open.connected()) open.move()
    if (!slot.free() || !ready()) return
    const turn = slot.turn()
    const arriving = caughtUp()
    await arriving
    await context.answers.recover()
    if (turn.aborted) return
    const book = (!arriving && known) || (await keeper.tidy((before, now) => upkeep(playbook, before, now)))
    if (!slot.free() || turn.aborted) return
    stopTimer()
    const now = host.now()
    const present = { playbook, book, facts: context.facts(book), now }
    const decision = decide(present)
    decisions.notify({ book, now })
    const record = goalFor === undefined ? undefined : book.asks[goalFor]
    const begin = record && wantsGoal(record, present) ? beginGoal(record.moment, book) : 'ask' in decision && beginAsk
    if (begin && now < yieldUntil) stopTimer = host.after(yieldUntil - now, look)
    else if (begin && busy.reason()) busy.whenFree(look)
    else if (begin) await slot.open(begin)
    else if ('until' in decision && decision.until) {
      const wait = decision.until - now
      stopTimer = host.after(wait, look)
      // A failure shows when the card is needed.
      if (wait < SOON) parts.card().catch(() => {})
    }
  }
  const lookAt = (book?: Book): Promise<void> => decideNow(book).catch(context.report)
  const look = (): Promise<void> => lookAt()

  const stopListening = context.onAppearance(() => slot.card()?.refresh())

  return {
    look: lookAt,
    lookForGoal(key, book) {
      goalFor = key
      return lookAt(book)
    },
    async askNow() {
      await clear()
      const reason = busy.reason()
      // The user reads what they asked for. Only what can't be seen waits.
      if (reason === 'modal' || reason === 'hidden') void look()
      else await slot.open(beginAsk, { byHand: true })
    },
    async browse(begin) {
      await clear()
      void slot.open(begin, { byHand: true })
    },
    user: () => slot.card()?.user().id,
    async changed() {
      const card = slot.card()
      if (!card) return look()
      const { key, shownAt } = card
      const { user, asks } = await keeper.read()
      const ask = key === undefined ? undefined : asks[key]
      // Answered, dismissed or withdrawn elsewhere, or shown there since. A lesson that is being read stays, and so does a card
      // whose ask the storage has lost: its user can still answer.
      const isPending = ask?.status === 'pending'
      const shownElsewhere = isPending && ask.displays.at(-1) !== shownAt
      // Shown again here at once, it would be taken from the other tab in turn.
      if (shownElsewhere && card.unanswered()) yieldUntil = host.now() + TAKEN_WAIT
      const settled = card.unanswered() && ask && (!isPending || shownElsewhere)
      if (settled || !isSamePerson(card.user(), user)) card.remove()
    },
    move() {
      slot.card()?.move()
      void look()
    },
    busy: () => (slot.card() ? 'open' : busy.reason()),
    clear,
    onDecision: decisions.add,
    onOpen: slot.onOpen,
    destroy() {
      stopTimer()
      stopListening()
      slot.destroy()
    },
  }
}
