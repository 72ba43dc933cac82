/** The card's chunk: opens the card, carries out what the user does, and shows each step once what led to it is written down. */
import { snoozedUntil } from '../ask/asks'
import { advance, type FlowContext, type FlowEvent, type FlowState } from '../ask/flow'
import { pageLanguages } from '../host/document'
import { whenIdle } from '../host/idle'
import { painted } from '../host/painted'
import { offerLesson } from '../lesson/offer'
import { isSamePerson, momentKey } from '../moment/book'
import { plainText } from '../playbook/text'
import { english, type Words } from '../ui/languages'
import { type CardHandle, openCard } from '../ui/mount'
import type { Present } from './card'
import { fault } from './fault'
import { likelyKinds } from './likely-kinds'
import { type AnswerWords, textValues, type Topic } from './values'

/** How long a way out can be undone, in ms. */
const UNDO_FOR = 6_000

/** How long a last word stays that has nothing to undo, in ms. */
const LAST_WORD_FOR = 3_000

export const present: Present = (context, start, { cardParts, gain: gains }) => {
  const { host, playbook, answers } = context
  const { action, moment, browsing } = start.flow
  const key = browsing ? undefined : momentKey(action, moment.id)
  /** The card as it is after all that the user did, and the book with it. */
  let { flow, book } = start
  /** What the user sees of it. */
  let shown = flow
  let handle: CardHandle | undefined
  let place: Element | undefined
  let aside = false
  let stopPrefetch = (): void => {}
  let stopGoodbye = (): void => {}
  let resolveClosed: (how: 'closed' | 'failed') => void = () => {}
  const closed = new Promise<'closed' | 'failed'>((resolve) => {
    resolveClosed = resolve
  })

  const answerWords: AnswerWords = (value, of) => {
    const { kind, labels } = playbook.actions[of]?.ask.scale ?? {}
    const messages: Record<string, string> = (context.wording.of(context.language()) ?? english).messages
    return labels?.[value] ?? messages[`${kind}.${value}`] ?? value
  }
  const valuesAbout = ({ moment, lesson }: Topic) =>
    textValues(playbook, book, { moment, lesson }, gains?.gainsOf(book, playbook, moment), answerWords)
  /** A lesson that was opened by hand speaks of a moment, though it is not for its ask. */
  const valuesOf = ({ moment, about = moment, lesson }: FlowState) => valuesAbout({ moment: about, lesson })

  /** Loads what the answer will need while the user reads the question. */
  const prefetch = (): void => {
    stopPrefetch()
    stopPrefetch = whenIdle(() => {
      for (const kind of likelyKinds(flow, flowContext())) void cardParts.lessons[kind]().catch(() => {})
    })
  }
  const draw = (language: string, words: Words): void => {
    const gain = flow.browsing ? undefined : gains?.gainOf(book, playbook, flow.moment)
    handle?.show({
      flow: shown,
      playbook: playbook.source,
      language,
      words,
      typedIn: pageLanguages()[0],
      now: host.now(),
      hotkey: context.hotkey,
      theme: context.theme(),
      values: valuesOf(shown),
      ...(shown.step === 'lessons' && {
        shelfValues: shown.shelf?.map(({ about = shown.moment, lesson }) => valuesAbout({ moment: about, lesson })),
      }),
      ...(gain && { gain }),
    })
  }
  const show = (): void => {
    try {
      const language = context.language()
      const words = context.wording.of(language)
      if (words) draw(language, words)
      // The language has just changed. Its words come with it, so that no card is half in one and half in another.
      else if (handle) void context.wording.load(language).then(show)
    } catch (cause) {
      fail(cause)
    }
  }
  const end = (how: 'closed' | 'failed', seen = false): void => {
    stopPrefetch()
    stopGoodbye()
    void handle?.close(seen)
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
    comesBack(after) {
      const now = host.now()
      if (after !== undefined) return now + after
      return key === undefined ? undefined : snoozedUntil(book, playbook, key, now)
    },
    chooseLesson: (answer, exclude, kind) =>
      offerLesson({ playbook, book, facts: context.facts(book), now: host.now() }, answer, exclude, kind),
    newId: host.id,
    plainText: (text) =>
      plainText(text, {
        language: context.language(),
        fallback: playbook.languages[0] as string,
        values: valuesOf(flow),
        metrics: playbook.actions[flow.about?.action ?? flow.action]?.source.metrics ?? {},
      }),
  })

  /** A way out stands after a while, and at once when the page is left: it may not come back. */
  const sayGoodbye = ({ exit }: FlowState): void => {
    stopGoodbye()
    const close = (): void => send({ type: 'close' })
    const stops = [host.after(exit?.from ? UNDO_FOR : LAST_WORD_FOR, close), host.onHide(close)]
    stopGoodbye = () => {
      for (const stop of stops) stop()
    }
  }

  /** Shows a step. The next one tells the user that their answer was noted, so it is shown once it is. */
  const arrive = (state: FlowState): void => {
    if (!handle) return
    shown = state
    if (state.step === 'closed') return end('closed', true)
    if (state.step === 'exit') sayGoodbye(state)
    else stopGoodbye()
    show()
    if (state.step === 'question' || state.step === 'reasons') prefetch()
  }

  const take = (state: FlowState, effects: ReturnType<typeof advance>['effects']) =>
    answers.take({ book, flow: state, effects, baselineOf: gains?.baselineOf })

  let last: Promise<void> = Promise.resolve()
  const act = (event: FlowEvent): void => {
    const before = { flow, book }
    const { state, effects } = advance(flow, event, flowContext())
    const { step, lesson } = state
    // Loaded while the write is under way. Should it fail, the card shows the lesson's words, and tries again.
    if (step === 'lesson' && lesson) void cardParts.lessons[lesson.kind]().catch(context.report)
    const taken = effects.length > 0 ? take(state, effects) : undefined
    flow = state
    if (taken) book = taken.book
    const arrived = async (): Promise<void> => {
      try {
        const written = await taken?.noted
        // Another step may have led further meanwhile.
        if (written && book === taken?.book && isSamePerson(book.user, written.user)) book = written
        arrive(state)
      } catch {
        // It was told as an error. The user can answer again.
        if (flow !== state) return
        flow = before.flow
        book = before.book
        arrive(flow)
      }
    }
    // What was chosen is seen as chosen before the next step takes its place.
    const seen = event.type === 'rate' ? painted() : undefined
    last = Promise.all([last, seen]).then(arrived).catch(context.report)
  }

  /** What the user does is kept before this returns, for the page may be left in the same instant. */
  const send = (event: FlowEvent): void => {
    try {
      if (handle && flow.step !== 'closed') act(event)
    } catch (problem) {
      context.report(problem)
    }
  }

  const move = (): void => {
    place = context.container(action)
    void handle?.close()
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
    user: () => book.user,
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
    leave() {
      if (flow.step === 'exit') send({ type: 'close' })
    },
    remove,
    closed,
  }
}
