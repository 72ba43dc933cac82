/** `begin`: brings the plan back as the user is about to do the action again, once nothing is in the way; one reminder at a time. */
import type { BeginDetails } from '../api'
import type { GainloopEvent } from '../delivery/event'
import type { Busy, Opening } from '../host/busy'
import { takePage } from '../host/page-card'
import { isUnreminded, planToRemind } from '../lesson/reminder'
import { type Book, type Commitment, seedOf } from '../moment/book'
import { update } from '../moment/records'
import type { Context } from './context'
import { fault } from './fault'
import { isGiven, readId } from './ids'
import type { Draft } from './keeper'
import type { Remind, ReminderView } from './reminder-view'

export interface Reminders {
  /** Resolves to whether a plan was brought back. */
  begin(action: string, details?: BeginDetails): Promise<boolean>
  /** What has happened, here or in another tab: a reminder goes once its action is completed, or its plan no longer stands. */
  heard(events: readonly GainloopEvent[]): void
  /** A place for the card was added or removed. */
  move(): void
  clear(): void
}

interface ReminderOptions {
  context: Context
  busy: Busy
  /** Whether anything may be shown: consent was given. */
  ready(): boolean
  /** Resolves when the endpoint's state is in the book, or not worth waiting for. */
  caughtUp(): Promise<unknown> | undefined
  loadView(): Promise<{ remind: Remind }>
  openLesson(id: string): void
}

/** One reminder, from `begin` until it is gone. */
interface Turn {
  action: string
  /** Aborted when it is over. */
  over: AbortController
  brought: Promise<boolean>
  plan?: Commitment
  view?: ReminderView
  place?: Element | undefined
}

/** After these, the plan that a reminder shows no longer stands. */
const SETTLED = ['gainloop.commitment.reviewed', 'gainloop.commitment.withdrawn']

export function createReminders(options: ReminderOptions): Reminders {
  const { context, busy, ready, caughtUp, loadView, openLesson } = options
  const { playbook, keeper, wording } = context
  const whenFree = busy.waiter()
  let current: Turn | undefined

  const clear = (): void => {
    current?.over.abort()
    current = undefined
  }

  /** Resolves once nothing is in the way, to where the reminder stands then. Undefined where it is not wanted any more. */
  const free = ({ action, over: { signal } }: Turn): Promise<Opening | undefined> =>
    new Promise((resolve) => {
      const place = context.container(action, 'reminder')
      const opening = { place, beside: place !== undefined }
      const cancel = whenFree(() => resolve(signal.aborted ? undefined : opening), opening)
      signal.addEventListener('abort', () => {
        cancel()
        resolve(undefined)
      })
    })

  /** In the corner it has the page to itself, like a card: no card opens on top of it. Waits until no other one has it. */
  const takePlace = async (turn: Turn): Promise<boolean> => {
    const { signal } = turn.over
    const opening = await free(turn)
    if (!opening) return false
    const release = opening.place ? () => {} : takePage(() => end(turn))
    if (!release) return takePlace(turn)
    turn.place = opening.place
    signal.addEventListener('abort', release)
    return true
  }

  const end = (turn: Turn): void => {
    turn.over.abort()
    if (current === turn) current = undefined
  }

  const drafts = (type: 'reminded' | 'unreminded', action: string, plan: Commitment, moment: string | undefined) => {
    const { id: commitment, lesson, text, own } = plan
    const data = { commitment, ...(moment !== undefined && { moment }), action, lesson, text, ...(own && { own }) }
    return [{ type: `gainloop.commitment.${type}`, data } as Draft]
  }

  const note = ({ plan }: Turn): Promise<Book> =>
    keeper.commit((before, now) => {
      const book = plan ? update(before, 'commitments', plan.id, { noted: now }, now) : before
      return { book, value: book }
    })

  /** Shows it until it is over. */
  const show = (turn: Turn, remind: Remind, plan: Commitment, details: BeginDetails): void => {
    const { action, over, place } = turn
    turn.plan = plan
    turn.view = remind(context, {
      plan,
      moment: { action, ...details },
      place,
      onLesson() {
        if (!place) end(turn)
        openLesson(plan.lesson)
      },
      onDone: () => void note(turn).catch(context.report),
      onClosed: () => end(turn),
    })
    const stopModals = busy.onModal(turn.view.stepAside, place)
    over.signal.addEventListener('abort', () => {
      stopModals()
      turn.view?.remove()
    })
  }

  const bring = async (turn: Turn, details: BeginDetails): Promise<boolean> => {
    const { action, over } = turn
    const { signal } = over
    await caughtUp()
    const book = await keeper.read()
    const known = planToRemind(book, action)
    const moment = isGiven(details.id) ? readId('begin', details.id) : undefined
    if (!known || signal.aborted) return false
    if (isUnreminded(playbook, seedOf(book.user))) {
      const events = drafts('unreminded', action, known, moment)
      await keeper.commit((before) => ({ book: before, events, value: undefined }))
      return false
    }
    const [{ remind }] = await Promise.all([loadView(), wording.load(context.language())])
    if (signal.aborted || !(await takePlace(turn))) return false
    // Looked up again inside the write: the wait may have been long.
    const plan = await keeper.commit((before) => {
      const still = signal.aborted ? undefined : planToRemind(before, action)
      return { book: before, events: still ? drafts('reminded', action, still, moment) : [], value: still }
    })
    if (!plan || signal.aborted) return false
    show(turn, remind, plan, details)
    return true
  }

  return {
    async begin(action, details) {
      const { actions } = playbook
      if (!Object.hasOwn(actions, action))
        throw fault('unknown-action', `no action "${action}"`, { near: [action, Object.keys(actions)] })
      if (!ready()) return false
      if (current?.action === action) return current.brought
      // Another action's reminder makes way only for a plan.
      if (!planToRemind(await keeper.read(), action) && !caughtUp()) return false
      clear()
      const turn: Turn = { action, over: new AbortController(), brought: Promise.resolve(false) }
      current = turn
      turn.brought = bring(turn, details ?? {}).then(
        (brought) => {
          if (!brought) end(turn)
          return brought
        },
        (cause: unknown) => {
          end(turn)
          throw cause
        },
      )
      return turn.brought
    },
    heard(events) {
      const turn = current
      if (!turn) return
      const isOver = events.some(({ type, data }) => {
        const { action, commitment } = data as { action?: string; commitment?: string }
        if (type === 'gainloop.action.completed') return action === turn.action
        return SETTLED.includes(type) && commitment === turn.plan?.id
      })
      if (isOver) end(turn)
    },
    move() {
      const turn = current
      // It was beside something that is gone: the user has left what they had begun.
      if (turn?.view && turn.place && context.container(turn.action, 'reminder') !== turn.place) end(turn)
    },
    clear,
  }
}
