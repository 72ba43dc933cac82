/** The card's chunk: opens the card, runs the flow, and shows each step once what led to it is written down. */
import { advance, type FlowContext, type FlowEvent, type FlowState } from '../ask/flow'
import { offerLesson } from '../lesson/offer'
import { momentKey } from '../moment/book'
import { plainText } from '../playbook/text'
import { type CardHandle, openCard } from '../ui/mount'
import type { Context } from './context'
import { carryOut } from './effects'
import { textValues } from './values'

/** An open card, as the loop holds it. */
export interface Card {
  /** The moment's key. */
  key: string
  /** Not answered yet. */
  waits(): boolean
  /** False when the page has taken it away with the element it stood in. */
  connected(): boolean
  /** Shows again in the present language and theme. */
  refresh(): void
  /** To the place that is now the card's. */
  move(): void
  /** Takes the card away; it does not count as closed by the user. */
  remove(): void
  /** Resolves when the card is gone. */
  closed: Promise<void>
}

export async function present(context: Context, start: FlowState): Promise<Card> {
  const { host, playbook, keeper } = context
  const key = momentKey(start.action, start.moment.id)
  let state = start
  let book = await keeper.read()
  // Only who was here before has a starting point.
  const begun = Object.keys(book.ratings).length || Object.values(book.moments).filter(({ metrics }) => metrics)[1]
  const gains = begun ? await context.parts.gain().catch(() => undefined) : undefined
  let handle: CardHandle | undefined
  let gone: () => void = () => {}
  const closed = new Promise<void>((resolve) => {
    gone = resolve
  })

  const gain = () => (state.moment.id ? gains?.gainOf(book, playbook, state.moment) : undefined)
  const values = () => textValues(playbook, book, state, gain())
  const show = (): void => {
    const now = gain()
    handle?.show({
      flow: state,
      playbook: playbook.source,
      language: context.language(),
      theme: context.theme(),
      values: values(),
      ...(now && { gain: now }),
    })
  }
  const remove = (): void => {
    handle?.close()
    handle = undefined
    gone()
  }

  const flowContext = (): FlowContext => ({
    playbook,
    chooseLesson: (rating, exclude) =>
      offerLesson({ playbook, book, facts: context.facts(book), now: host.now() }, rating, exclude),
    newId: host.id,
    plainText: (text) =>
      plainText(text, { language: context.language(), fallback: playbook.languages[0] as string, values: values() }),
  })

  /** One event after the other: none is carried out before the one before it is written down. */
  let queue: Promise<void> = Promise.resolve()
  const send = (event: FlowEvent): void => {
    const step = async () => {
      if (!handle) return
      const move = advance(state, event, flowContext())
      if (move.effects.length)
        book = await keeper.commit((stored, now) =>
          // Another user's book by now: nothing of this card is theirs.
          key in stored.moments || !start.moment.id
            ? carryOut(playbook, stored, move.state, move.effects, now, gains?.baselineOf)
            : { book: stored, value: stored },
        )
      state = move.state
      if (state.step === 'closed') remove()
      else show()
    }
    queue = queue.then(step).catch(context.report)
  }

  const move = (): void => {
    const container = context.container(start.action)
    handle?.close()
    handle = openCard({
      theme: context.theme(),
      send,
      newId: host.id,
      parts: context.parts.cardParts,
      ...(container && { container }),
    })
    show()
  }
  move()
  context.opened?.(send)
  return {
    key,
    waits: () => !state.rating && !state.browsing,
    connected: () => !handle || handle.connected(),
    refresh: show,
    move,
    remove,
    closed,
  }
}
