/**
 * The composition root. After an action, a moment; when it is due, an ask; from the answer, a rating; for the rating, a
 * lesson; all of it delivered. Each stage's result is handed to the next here. Loaded by the front when there is something
 * to do.
 */
import type { Gainloop, GainloopError, GainloopOptions, Identity } from '../api'
import type { Facts } from '../ask/circumstances'
import { lookAgain } from '../ask/look-again'
import { sourceOf } from '../delivery/compose'
import type { GainloopEvent } from '../delivery/event'
import { browserHost, journalStorage } from '../host/browser'
import { watchBusy } from '../host/busy'
import { openChannel } from '../host/channel'
import { deviceKind, pageFacts } from '../host/facts'
import { watchPageChanges } from '../host/page-changes'
import { openJournal } from '../host/journal'
import { journalKey } from '../host/name'
import { openSession } from '../host/session'
import { after } from '../host/timer'
import { hasPlans } from '../lesson/reminder'
import { type Book, momentKey } from '../moment/book'
import { conditionFacts } from '../moment/condition-facts'
import { historyOf } from '../moment/history'
import { merge } from '../moment/merge'
import { openBook } from '../moment/open-book'
import { type CompiledPlaybook, segmentsOf } from '../playbook/compiled'
import { type Answer, createAnswers } from './answers'
import { createAppearance } from './appearance'
import { createAttention } from './attention'
import { createCallQueue } from './call-queue'
import type { Context } from './context'
import { createDelivery } from './delivery'
import { fault } from './fault'
import { readId, readIdentity } from './ids'
import { keepTrying } from './keep-trying'
import { namedParts } from './load-part'
import { createKeeper } from './keeper'
import { loadPlaybook } from './load-playbook'
import { createMounts } from './mounts'
import { openOptIns } from './opt-ins'
import type { LoopParts } from './parts'
import { createReminders } from './reminders'
import { createReport } from './report'
import { createSpeaker } from './speaker'
import { createStateSync } from './state-sync'
import { trackMoment, type Tracked } from './track-moment'
import { forgetUser, identifyUser } from './users'
import { createWording } from './wording'

/** What the front hands to the loop. */
export interface Front {
  options: GainloopOptions
  /** The name of everything kept in this browser. */
  name: string
  /** Passes an event, or an error, on to the page's listeners. */
  emit(type: string, event: GainloopEvent | GainloopError): void
  /** The user who was named before the loop was loaded. */
  user: Identity | undefined
  /** The version of the playbook that was validated in this browser last. */
  validated: string | undefined
  /** Makes the requests. */
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Aborted by `destroy`. */
  signal: AbortSignal
  /** Hears why there is no playbook as soon as that is known, before the attempts that follow. */
  onFailure(message: string): void
  /** A plan stands: from now on the page's elements may say that its action is begun. */
  onPlans(): void
}

/** The public methods, carried out in the order they were called. None throws or rejects. */
export type Loop = Omit<Gainloop, 'on'>

/** What a tab tells the others. */
type News =
  /** The stored book has changed, and these wait to be sent. */
  | { is: 'written'; events?: GainloopEvent[] }
  /** The user signed out. */
  | { is: 'left'; user: string }
  /** The user withdrew consent, or gave it again. */
  | { is: 'withdrawn' }
  | { is: 'granted' }

/** Resolves to undefined when the vendor has to mend the playbook first. */
export type StartLoop = (front: Front) => Promise<Loop | undefined>

/** Loads the playbook, however long that takes, and with it starts the loop. */
export async function startLoop(front: Front, given: LoopParts): Promise<Loop | undefined> {
  const parts = namedParts(given)
  const { options, emit, validated, fetch, signal, onFailure } = front
  const report = createReport((error) => emit('error', error), parts.explain)
  const load = () => loadPlaybook({ from: options.playbook, fetch, parts, validated, signal, onFailure })
  const loaded = await keepTrying(load, { after, signal, onFailure, report })
  return loaded && createLoop(front, parts, loaded.playbook, loaded.version, report)
}

async function createLoop(
  { options, name, emit, user, validated, onPlans }: Front,
  parts: LoopParts,
  playbook: CompiledPlaybook,
  version: string,
  report: (problem: unknown) => Promise<void>,
): Promise<Loop> {
  const { endpoint } = options
  const cardLock = `${name}:card`
  const host = browserHost({
    name,
    storage: options.storage || 'local',
    ...(options.fetch && { fetch: options.fetch }),
    requestPart: parts.requests,
    merge: mergeStored,
  })
  const busy = watchBusy()
  const session = openSession(name, host.now, options.storage !== 'memory')
  const appearance = createAppearance(options, playbook.languages)
  const wording = createWording({ fetchTranslation: parts.translation, address: playbook.source.address, report })
  const calls = createCallQueue({ consent: options.consent == null, report })
  const speaker = createSpeaker(options.token, user)
  const delivery = createDelivery({
    host,
    endpoint,
    source: sourceOf(playbook.id),
    lock: `${name}:send`,
    speaker,
    report,
    explain: parts.explain,
  })
  const mounts = createMounts(options.container, () => {
    attention.move()
    reminders.move()
  })
  const channel = openChannel(name, (news) => hear(news as News))

  const facts = (book: Book): Facts => ({
    traits: book.user.traits,
    preference: book.user.preference?.kind,
    account: book.user.account,
    language: appearance.language(),
    device: { kind: deviceKind() },
    page: pageFacts(),
    session: { asks: session.asks() },
    consent: !calls.waiting(),
  })
  const keeper = createKeeper({
    host,
    playbookId: playbook.id,
    validated: version,
    known: validated,
    common(book, { action = '', moment = '' }, now) {
      const known = conditionFacts(facts(book), book.moments[momentKey(action, moment)], historyOf(book, action, now))
      const account = book.user.account?.id
      return {
        language: appearance.language(),
        segments: segmentsOf(playbook, known),
        ...(account !== undefined && { account }),
      }
    },
    wakeAt: (book, now) => lookAgain({ playbook, book, facts: facts(book), now }),
    committed(events) {
      for (const event of events) emit(event.type, event)
      delivery.added(events)
      reminders.heard(events)
      channel.post({ is: 'written', events })
    },
  })
  const stateSync = createStateSync({
    ...host,
    wanted: () => !!options.sync && !!endpoint && !calls.waiting(),
    read: async () => (await parts.sync()).sync({ host, keeper }, endpoint ?? '', speaker.tokenFor),
    arrived: () => void attention.changed(),
    report,
  })
  const journal = openJournal<Answer>(journalStorage(options.storage), journalKey(name))
  const answers = createAnswers({ host, keeper, playbook, journal, name, hold: delivery.hold, report })
  const context: Context = {
    host,
    playbook,
    keeper,
    answers,
    language: appearance.language,
    wording,
    theme: appearance.theme,
    hotkey: options.hotkey ?? 'F8',
    onAppearance: appearance.onChange,
    facts,
    container: mounts.elementFor,
    report,
  }
  const { caughtUp } = stateSync
  const ready = (): boolean => !calls.waiting()
  const attention = createAttention({ context, busy, session, name, ready, caughtUp, parts })

  const openLesson = (id: string): void =>
    calls.add(async () => {
      await caughtUp()
      const { openLesson: open } = await parts.commands()
      const start = await open(context, id)
      await attention.browse(async () => start)
    })
  const reminders = createReminders({ context, busy, ready, caughtUp, loadView: parts.reminder, openLesson })

  /** Looks whether something is due. Delivery waits until the card is there. */
  const look = (): void => delivery.after(attention.look())
  const lookAtTracked = ({ key, book, wantsGoal }: Tracked): Promise<void> =>
    wantsGoal ? attention.lookForGoal(key, book) : attention.look(book)
  const lookAround = (): void => {
    // Also while a card is open: its ask may have been answered elsewhere.
    void caughtUp()
    look()
  }
  /** Forgets everything, and stores and sends nothing from now on. */
  const withdrawConsent = (): void => {
    calls.wait()
    delivery.stop()
    // Also what an earlier page wrote while consent was given.
    calls.addNow(async () => {
      journal.clear()
      await keeper.forget()
    })
    session.clear()
    reminders.clear()
    void attention.clear({ forget: true })
  }
  const changeUser = async (): Promise<void> => {
    session.clear()
    reminders.clear()
    await attention.clear()
  }

  const grantConsent = (): void => {
    withdrawnElsewhere = false
    delivery.start()
    calls.addNow(answers.recover)
    calls.resume()
    lookAround()
  }
  /** Another tab withdrew the consent that this page had been given. */
  let withdrawnElsewhere = false
  /** What other tabs have done. Tabs that run an earlier version send nothing but a number. */
  const hear = (news: News | number): void => {
    if (typeof news === 'number') void attention.changed()
    else if (news.is === 'written') {
      // Only once consent was given here is anything kept.
      if (news.events && !calls.waiting()) host.vault.know(news.events)
      if (news.events) reminders.heard(news.events)
      void attention.changed()
    } else if (news.is === 'withdrawn') {
      if (calls.waiting()) return
      withdrawConsent()
      withdrawnElsewhere = true
    } else if (news.is === 'granted') {
      if (withdrawnElsewhere) grantConsent()
    } else {
      keeper.forgotten(news.user)
      reminders.clear()
      if (attention.user() === news.user) void attention.clear({ forget: true })
    }
  }

  const failed = (problem: unknown): false => {
    void report(problem)
    return false
  }

  const loop: Loop = {
    identify: (user) =>
      calls.add(async () => {
        const next = readIdentity(user)
        speaker.identify(next)
        stateSync.expire()
        if (await identifyUser(context, next)) await changeUser()
        delivery.renew()
        void attention.changed()
      }),
    begin: async (action, details) => {
      let brought: Promise<boolean> | undefined
      // In its turn, after the user was named, but nothing that follows waits until the user stops typing.
      if (ready()) {
        calls.add(async () => {
          brought = reminders.begin(action, details)
        })
        await calls.idle()
      }
      return brought?.catch(failed) ?? false
    },
    track(action, details) {
      const calledAt = host.now()
      calls.add(async () => {
        const tracked = trackMoment(context, action, details, calledAt)
        delivery.after(tracked.then(lookAtTracked))
        await tracked
        void caughtUp()
      })
    },
    result: (target, metrics, options) =>
      calls.add(async () => {
        const { recordResult } = await parts.commands()
        await recordResult(context, readId('result', target), metrics, options?.at)
        lookAround()
      }),
    cancel: (momentId) =>
      calls.add(async () => {
        const { cancelMoment } = await parts.commands()
        await cancelMoment(context, readId('cancel', momentId))
        void attention.changed()
      }),
    ask: (target) =>
      calls.add(async () => {
        const { requestAsk } = await parts.commands()
        await requestAsk(context, readId('ask', target))
        // Not awaited: the calls that follow must not wait for the card's code.
        void attention.askNow()
      }),
    lesson: openLesson,
    lessons: () =>
      calls.add(async () => {
        await caughtUp()
        const { openLessonList } = await parts.commands()
        await attention.browse(() => openLessonList(context))
      }),
    mount(element, action, options) {
      // By what it is, not by `instanceof`: an element of another frame is of another `Element`.
      if ((element as Element | undefined)?.nodeType === 1) return mounts.add(element, action, options)
      void report(fault('call', 'mount needs an element'))
      return () => {}
    },
    async explain(action) {
      await calls.idle()
      const { explainVerdicts } = await parts.commands()
      const factsNow = (book: Book): Facts => ({ ...facts(book), busy: attention.busy(book) })
      return explainVerdicts(context, factsNow, cardLock, parts.explain, action)
    },
    setLanguage: appearance.setLanguage,
    setTheme: appearance.setTheme,
    consent(granted) {
      if (!granted) {
        withdrawnElsewhere = false
        withdrawConsent()
        channel.post({ is: 'withdrawn' })
      } else if (calls.waiting()) {
        grantConsent()
        channel.post({ is: 'granted' })
      }
    },
    async flush() {
      await calls.idle()
      await delivery.flush()
    },
    reset: () =>
      calls.add(async () => {
        void changeUser()
        // First of all the book: the page may be on its way to the login.
        const left = await forgetUser(keeper, host)
        channel.post({ is: 'left', user: left })
        await changeUser()
        // What still waits goes with the token of the user it belongs to.
        speaker.leave(delivery.flush())
      }),
    destroy() {
      reminders.clear()
      for (const part of [attention, busy, session, delivery, stateSync]) part.destroy()
      for (const cleanup of cleanups) cleanup()
      channel.close()
    },
  }

  const pageChanges = watchPageChanges(lookAround)
  const cleanups = [
    pageChanges.destroy,
    attention.onDecision(({ book, conditional }) => {
      pageChanges.expectAddress(conditional)
      if (hasPlans(book)) onPlans()
    }),
    await openOptIns({ options, parts, context, attention, name, openLessons: loop.lessons, report }),
  ]
  if (!calls.waiting()) {
    delivery.start()
    calls.add(answers.recover)
  }
  if (user) loop.identify(user)
  // A page that goes offline before an ask is due must still be able to show it. A failure shows when the card is needed.
  parts.card().catch(() => {})
  void wording.load(appearance.language())
  // After the calls that wait for the loop: one of them may name another user, or none.
  cleanups.push(host.after(0, lookAround))
  return loop
}

/** Joins what had to be kept elsewhere while the storage failed. It may be another user's by now. */
function mergeStored(kept: unknown, other: unknown): Book {
  const [a, b] = [openBook(kept, '', 0), openBook(other, '', 0)]
  if (a.user.id === b.user.id) return merge(a, b)
  return b.user.id ? b : a
}
