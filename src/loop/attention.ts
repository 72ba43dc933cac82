/** When to look for a due ask: one timer for the next due time, none when nothing is pending, and whenever something happens in the page. */
import { askShown } from '../ask/asks'
import { decide } from '../ask/decide'
import type { Facts } from '../ask/circumstances'
import { startFlow } from '../ask/flow'
import { carryGoalOver, goalAsked, lastGoal, periodGoal, wantsGoal } from '../ask/goal'
import type { Busy, Opening } from '../host/busy'
import { whenPageHasNoCard } from '../host/page-card'
import type { Session } from '../host/session'
import { openCommitment } from '../lesson/commitment'
import { type Book, isSamePerson } from '../moment/book'
import { periodOf } from '../moment/digest'
import type { Card, CardStart } from './card'
import { type Begin, type CardSlot, createCardSlot, type Outcome, type SlotParts } from './card-slot'
import type { Context } from './context'
import { createListeners } from './listeners'
import { upkeep } from './upkeep'

/** What a decision was made from. */
export interface Decided {
  book: Book
  now: number
  /** Whether an ask waits for its condition. */
  conditional: boolean
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
  /**
   * Why no card can be opened just now.
   * @param book to know where the card would stand @default in the corner
   */
  busy(book?: Book): Facts['busy']
  /** Removes the card without counting it as closed by the user. `forget`: nothing is written down any more. */
  clear: CardSlot['clear']
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
 * How long a tab waits, in ms, before it checks again whether another tab's card is still open, or whether a card that
 * could not be shown can be now. A tab that crashes does not notify the others.
 */
const RETRY_WAIT = 30_000

/** How long the user is left alone, in ms, before another ask that is due follows the card they have just closed. */
const REST = 1_500

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
  let stopWatchingModals = (): void => {}

  const emptied = (outcome: Outcome): void => {
    stopWatchingModals()
    if (outcome === 'taken' || outcome === 'failed') stopTimer = host.after(RETRY_WAIT, look)
    else if (outcome === 'page-taken') stopTimer = whenPageHasNoCard(look)
    else if (outcome === 'closed') stopTimer = host.after(REST, look)
    else void look()
  }
  const slot = createCardSlot({ context, exclusively: host.exclusively, lock: `${name}:card`, parts, emptied })

  const clear: CardSlot['clear'] = (options) => {
    stopTimer()
    return slot.clear(options)
  }

  /** Modals come and go while a card is open. It makes way for them. */
  const watchModals = (): void => {
    stopWatchingModals()
    const card = slot.card()
    if (card) stopWatchingModals = busy.onModal(card.stepAside, card.place())
  }
  slot.onOpen(watchModals)

  /** Begins only if nothing has come in the way while the card's code was loaded. */
  const unlessBusy =
    (opening: Opening, begin: Begin): Begin =>
    async (signal) => {
      const reason = busy.reason(opening)
      // The page is taken, by ourselves.
      return reason && reason !== 'open' ? undefined : begin(signal)
    }

  /** Begins the ask that is due. It is decided again inside the write, for another tab may have been faster. */
  const beginAsk: Begin = async (signal) => {
    const shown = await keeper.commit((before, now) => {
      const verdict = decide({ playbook, book: before, facts: context.facts(before), now })
      if (!('ask' in verdict) || signal.aborted) return { book: before, value: undefined }
      const { key, moment } = verdict.ask
      // A period's goal may be stated until it is over.
      const book = carryGoalOver(askShown(before, key, now), key, now)
      return {
        book,
        value: { book, moment: book.moments[key] ?? moment, shownAt: now },
        events: [
          {
            type: 'gainloop.ask.shown',
            data: { moment: moment.id, action: moment.action, ask: key, ...periodOf(moment) },
          },
        ],
      }
    })
    if (!shown) return undefined
    session.count()
    const { book, moment, shownAt } = shown
    const commitment = openCommitment(book, moment.action)
    return { book, shownAt, flow: startFlow({ playbook, moment, id: host.id(), commitment }) }
  }

  const beginGoal =
    (key: string): Begin =>
    async () => {
      goalFor = undefined
      const book = await keeper.commit((before, now) => {
        const asked = goalAsked(before, key, now)
        return { book: asked, value: asked }
      })
      const moment = book.moments[key]
      if (!moment) return undefined
      const goalBefore = lastGoal(book, moment.action)
      return { book, flow: startFlow({ playbook, moment, goal: true, due: false, id: host.id(), goalBefore }) }
    }

  /** Where the ask that is due would stand. */
  const placeOfDue = (book: Book): Element | undefined => {
    const decision = decide({ playbook, book, facts: context.facts(book), now: host.now() })
    return 'ask' in decision ? context.container(decision.ask.moment.action) : undefined
  }

  const openWhenFree = async (action: string, begin: Begin): Promise<void> => {
    const opening = { place: context.container(action) }
    if (busy.reason(opening)) busy.whenFree(look, opening)
    else await slot.open(unlessBusy(opening, begin))
  }

  const decideNow = async (known?: Book): Promise<void> => {
    const open = slot.card()
    // A page that removed the card with the element it stood in gets it back in the corner.
    if (open && !open.connected()) {
      open.move()
      watchModals()
    }
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
    const conditional = 'reasons' in decision && decision.reasons.some(({ code }) => code === 'condition')
    decisions.notify({ book, now, conditional })
    const record = goalFor === undefined ? undefined : book.asks[goalFor]
    const period = 'ask' in decision ? undefined : periodGoal(present)
    if (record && wantsGoal(record, present)) await openWhenFree(record.action, beginGoal(record.moment))
    else if ('ask' in decision && now < yieldUntil) stopTimer = host.after(yieldUntil - now, look)
    else if ('ask' in decision) await openWhenFree(decision.ask.moment.action, beginAsk)
    else if (period !== undefined) await openWhenFree(book.asks[period]?.action ?? '', beginGoal(period))
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
      // The user reads what they asked for. Only what can't be seen waits.
      const opening = { place: placeOfDue(await keeper.read()), byHand: true }
      if (busy.reason(opening)) void look()
      else await slot.open(unlessBusy(opening, beginAsk), { byHand: true })
    },
    async browse(begin) {
      await clear()
      const free = (signal: AbortSignal): Promise<void> =>
        new Promise((resolve) => {
          const cancel = busy.whenFree(resolve, { place: context.container(''), byHand: true })
          signal.addEventListener('abort', () => {
            cancel()
            resolve()
          })
        })
      const begun: Begin = async (signal) => {
        await free(signal)
        return signal.aborted ? undefined : begin()
      }
      void slot.open(begun, { byHand: true })
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
      if (shownElsewhere && card.unanswered()) yieldUntil = host.now() + RETRY_WAIT
      const settled = card.unanswered() && ask && (!isPending || shownElsewhere)
      if (settled) card.remove()
      else if (!isSamePerson(card.user(), user)) {
        card.leave()
        card.remove()
      }
    },
    move() {
      slot.card()?.move()
      watchModals()
      void look()
    },
    busy: (book) => (slot.card() ? 'open' : busy.reason({ place: book && placeOfDue(book) })),
    clear,
    onDecision: decisions.add,
    onOpen: slot.onOpen,
    destroy() {
      stopTimer()
      stopListening()
      stopWatchingModals()
      slot.destroy()
    },
  }
}
