/** The card's chunk: opens the card, carries out what the user does, and shows each step once what led to it is written down. */
import { advance, type FlowContext, type FlowEvent, type FlowState } from '../ask/flow'
import { whenIdle } from '../host/idle'
import { offerLesson } from '../lesson/offer'
import { type Book, momentKey } from '../moment/book'
import { plainText } from '../playbook/text'
import { type CardHandle, openCard } from '../ui/mount'
import type { Present } from './card'
import { carryOut } from './effects'
import { fault } from './fault'
import { likelyKinds } from './likely-kinds'
import { textValues } from './values'

export const present: Present = (context, start, { cardParts, gain: gains }) => {
  const { host, playbook, keeper } = context
  const { action, moment, browsing } = start.flow
  const key = browsing ? undefined : momentKey(action, moment.id)
  let { flow, book } = start
  let handle: CardHandle | undefined
  let place: Element | undefined
  let aside = false
  let stopPrefetch = (): void => {}
  let resolveClosed: (how: 'closed' | 'failed') => void = () => {}
  const closed = new Promise<'closed' | 'failed'>((resolve) => {
    resolveClosed = resolve
  })

  const gainNow = () => (flow.browsing ? undefined : gains?.gainOf(book, playbook, flow.moment))
  const valuesWith = (gain: ReturnType<typeof gainNow>) => textValues(playbook, book, flow, gain)

  /** Loads what the answer will need while the user reads the question. */
  const prefetch = (): void => {
    stopPrefetch()
    stopPrefetch = whenIdle(() => {
      for (const kind of likelyKinds(flow, flowContext())) void cardParts.lessons[kind]().catch(() => {})
    })
  }
  const show = (): void => {
    try {
      const gain = gainNow()
      handle?.show({
        flow,
        playbook: playbook.source,
        language: context.language(),
        theme: context.theme(),
        values: valuesWith(gain),
        ...(gain && { gain }),
      })
    } catch (cause) {
      fail(cause)
    }
  }
  const end = (how: 'closed' | 'failed'): void => {
    stopPrefetch()
    handle?.close()
    handle = undefined
    resolveClosed(how)
  }
  const remove = (): void => end('closed')
  /** A card that can't be drawn must not keep its place: no tab could ask any more. */
  const fail = (cause: unknown): void => {
    end('failed')
    context.report(fault('card', `the card could not be shown at the step "${flow.step}": ${cause}`, { cause }))
  }

  const flowContext = (): FlowContext => ({
    playbook,
    chooseLesson: (answer, exclude) =>
      offerLesson({ playbook, book, facts: context.facts(book), now: host.now() }, answer, exclude),
    newId: host.id,
    plainText: (text) =>
      plainText(text, {
        language: context.language(),
        fallback: playbook.languages[0] as string,
        values: valuesWith(gainNow()),
      }),
  })

  /** What a step has led to, in one write. Nothing is written where the book has become another user's. */
  const write = (next: FlowState, effects: ReturnType<typeof advance>['effects']): Promise<Book> =>
    keeper.commit((stored, now) =>
      key === undefined || key in stored.moments
        ? carryOut(playbook, stored, next, effects, now, gains?.baselineOf)
        : { book: stored, value: stored },
    )

  const take = async (event: FlowEvent): Promise<void> => {
    if (!handle) return
    const { state, effects } = advance(flow, event, flowContext())
    const { step, lesson } = state
    // Loaded while the write is under way. Should it fail, the card shows the lesson's words, and tries again.
    if (step === 'lesson' && lesson) void cardParts.lessons[lesson.kind]().catch(context.report)
    // The next step tells the user that their answer was noted, so it is shown after the write.
    if (effects.length > 0) book = await write(state, effects)
    flow = state
    if (step === 'closed') return remove()
    show()
    if (step === 'question' || step === 'reasons') prefetch()
  }

  /** One event after the other: each is carried out when the one before it is written down. */
  let last: Promise<void> = Promise.resolve()
  const send = (event: FlowEvent): void => {
    last = last.then(() => take(event)).catch(context.report)
  }

  const move = (): void => {
    place = context.container(action)
    handle?.close()
    try {
      handle = openCard({
        theme: context.theme(),
        send,
        newId: host.id,
        parts: cardParts,
        onFault: fail,
        ...(place && { container: place }),
      })
    } catch (cause) {
      handle = undefined
      return fail(cause)
    }
    handle.stepAside(aside)
    show()
  }
  move()
  if (handle) prefetch()
  return {
    key,
    shownAt: start.shownAt,
    unanswered: () => !flow.rating && !flow.browsing,
    connected: () => !handle || handle.connected(),
    refresh: show,
    move,
    place: () => place,
    stepAside(now) {
      aside = now
      handle?.stepAside(now)
    },
    send,
    remove,
    closed,
  }
}
