/**
 * The composition root: playbook → moment → ask → rating → lesson → delivery. It hands each stage's result to the next
 * and owns what has to be cleaned up. Loaded by the front when there is something to do; the card loads when one is due.
 */
import type { Facts } from '../ask/circumstances'
import { lookAgain } from '../ask/look-again'
import type { GainloopEvent } from '../delivery/event'
import { bounded } from '../delivery/bytes'
import { createOutbox, type Outbox } from '../delivery/outbox'
import { type BrowserOptions, browserHost } from '../host/browser'
import { watchBusy } from '../host/busy'
import { openChannel } from '../host/channel'
import { deviceKind, pageFacts } from '../host/facts'
import { listen } from '../host/listen'
import { openSession } from '../host/session'
import { type Book, emptyBook, momentKey } from '../moment/book'
import { conditionFacts } from '../moment/condition-facts'
import { historyOf } from '../moment/history'
import { identify } from '../moment/identify'
import { merge } from '../moment/merge'
import { openBook } from '../moment/open-book'
import { track } from '../moment/track'
import type { GainloopError, GainloopOptions, Identity, Token, TrackDetails, Verdict } from '../api'
import { compilePlaybook } from '../playbook/compile'
import { type CompiledPlaybook, segmentsOf } from '../playbook/compiled'
import { chooseLanguage } from '../playbook/language'
import { createAttention } from './attention'
import type { Context } from './context'
import { type Fault, fault } from './fault'
import { createKeeper, type Draft } from './keeper'
import type { LoopParts } from './parts'
import { loadPlaybook } from './source'
import { idOf, trackEvents, trackedMoment } from './tracked'

/** The endpoint's state is asked for again when the page has use of it and the last is older than this, in ms. */
const STALE = 60_000
/** A due ask waits so long for it, in ms; what arrives later still withdraws the ask. */
const PATIENCE = 1_000

/** What the front hands to the loop. */
export interface Front {
  options: GainloopOptions
  /** The name of everything kept in this browser. */
  name: string
  /** Passes an event, or an error, on to the page's listeners. */
  emit(type: string, event: GainloopEvent | GainloopError): void
  /** An earlier attempt has already reported that something can't be fetched. */
  again: boolean
  parts: LoopParts
}

/** What the front passes on, in the order it was called. No method throws or rejects. */
export interface Loop {
  identify(user: Identity): unknown
  track(action: string, details?: TrackDetails): unknown
  result(momentId: string, metrics: Record<string, number>): unknown
  cancel(momentId: string): unknown
  ask(target: string): unknown
  lesson(id: string): unknown
  lessons(): unknown
  mount(element: Element, action?: string): () => void
  explain(action?: string): Promise<Verdict[]>
  setLanguage(tag: string): unknown
  setTheme(theme: 'auto' | 'light' | 'dark'): unknown
  consent(granted: boolean): unknown
  flush(): Promise<void>
  reset(): unknown
  destroy(): void
}

/**
 * @param first the user named before the loop was loaded
 * @returns undefined without a playbook, null while it can't be fetched: then every call is safe, and nothing is asked
 */
export async function createLoop(
  { options, name, emit, again, parts }: Front,
  first: Identity | undefined,
): Promise<Loop | undefined | null> {
  const report = async (fault: Partial<Fault>): Promise<void> => {
    const { code = 'call', message, cause } = fault
    emit('error', { code, message: `${message}`, ...(cause !== undefined && { cause }) })
    const hint = await parts
      .explain()
      .then(({ hintOf }) => hintOf(fault))
      .catch(() => '')
    console.warn(`[gainloop] ${message}${hint && `. ${hint}`}`)
  }
  const host = browserHost({
    ...options,
    name,
    storage: options.storage || 'local',
    // What had to be kept elsewhere while the storage failed; it may be another user's by now.
    merge(kept, other) {
      const [a, b] = [kept, other].map((book) => openBook(book, '', 0)) as [Book, Book]
      return a.user.id === b.user.id ? merge(a, b) : b.user.id ? b : a
    },
  } as BrowserOptions)

  let playbook: CompiledPlaybook
  try {
    playbook = compilePlaybook(await loadPlaybook(options.playbook, host.fetch))
    const [problem] = playbook.problems
    if (problem) throw fault('playbook-invalid', `the playbook can't be used. ${problem.message}`, problem)
  } catch (cause) {
    const unreachable = (cause as Fault).code === 'playbook-unreachable'
    if (!unreachable || !again) report(cause as Fault)
    return unreachable ? null : undefined
  }

  /** A token speaks for one user: another user's events wait until that user is back. */
  let speaker = { token: options.token, ...first } as Partial<Identity>
  /** Without any token the endpoint takes whatever comes. */
  let guarded = !!speaker.token
  const token = (subject: string) => {
    const { id = subject, token } = speaker
    if (subject.startsWith('anon-')) return undefined
    return id === subject ? (typeof token === 'function' ? token() : token) : guarded ? null : undefined
  }
  let outbox: Outbox | undefined
  const deliver = (): void => {
    const { endpoint } = options
    if (!endpoint) {
      report(fault('endpoint-missing', 'no endpoint: ratings wait in this browser'))
      host.vault.revise((all) => bounded(all, host.now()))
      return
    }
    outbox = createOutbox({
      host,
      endpoint,
      lock: `${name}:send`,
      token,
      onError: report,
    })
    outbox.wake()
  }

  /** Calls that wait for consent, in their order; undefined once it is given. Nothing is stored or sent before. */
  let held: (() => void)[] | undefined = options.consent == null ? undefined : []
  if (!held) deliver()

  const session = openSession(name, host.now, options.storage !== 'memory')
  const busy = watchBusy()
  const mounts: { element: Element; action?: string | undefined }[] = options.container
    ? [{ element: options.container }]
    : []
  let { language, theme = 'auto' } = options

  const cardLanguage = (): string =>
    chooseLanguage(
      [language, document.documentElement.lang, ...navigator.languages].filter((tag): tag is string => !!tag),
      playbook.languages,
    )
  const facts = (book: Book): Facts => ({
    traits: book.user.traits,
    language: cardLanguage(),
    device: { kind: deviceKind() },
    page: pageFacts(),
    session: { asks: session.asks() },
    consent: !held,
  })

  const channel = openChannel(name, () => attention.changed())
  const forgetUser = (): Promise<void> => {
    session.clear()
    return attention.clear()
  }
  const keeper = createKeeper({
    host,
    playbookId: playbook.id,
    common(book, { action = '', moment = '' }, now) {
      const known = conditionFacts(facts(book), book.moments[momentKey(action, moment)], historyOf(book, action, now))
      return { language: cardLanguage(), segments: segmentsOf(playbook, known) }
    },
    wakeAt: (book, now) => lookAgain({ playbook, book, facts: facts(book), now }),
    committed(events) {
      for (const event of events) emit(event.type, event)
      if (events.length) outbox?.wake(events)
      channel.post(0)
    },
  })
  /** When the endpoint's state was last asked for; infinitely late where it serves none. */
  let asked = -Infinity
  let arriving: Promise<unknown> | undefined
  let stopWaiting = (): void => {}
  const caughtUp = () => {
    const { endpoint } = options
    if (options.sync && endpoint && !held && Math.abs(host.now() - asked) > STALE) {
      asked = host.now()
      const arrived = parts
        .sync()
        .then(async ({ sync }) => {
          if (!(await sync({ host, keeper }, endpoint, token))) asked = Infinity
          attention.changed()
        })
        .catch(report)
      arriving = Promise.race([arrived, new Promise<void>((resolve) => (stopWaiting = host.after(PATIENCE, resolve)))])
    }
    return arriving
  }
  const context: Context = {
    host,
    playbook,
    keeper,
    facts,
    report,
    parts,
    caughtUp,
    language: cardLanguage,
    theme: () => theme,
    container: (on) =>
      mounts.findLast(({ element, action }) => element.isConnected && (!action || action === on))?.element,
  }
  const attention = createAttention({ context, busy, session, name, ready: () => !held })

  /** One call after the other; what goes wrong in one is told and stops there. */
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<unknown>): void => {
    if (held) held.push(() => inTurn(work))
    else queue = queue.then(work).catch(report)
  }
  const inside = { playbook, keeper, host, name }
  const rare = parts.calls

  const look = () => {
    // Also while a card is open: it may have been answered elsewhere.
    caughtUp()
    attention.look()
  }
  // Where it exists; patching `history` breaks pages, and every other wake-up decides anew anyway.
  const { navigation } = window as { navigation?: EventTarget }
  const cleanups = [
    listen(document, 'visibilitychange', () => document.hidden || look()),
    navigation ? listen(navigation, 'navigatesuccess', look) : () => {},
  ]

  const loop: Loop = {
    identify: (user) =>
      inTurn(async () => {
        const { id } = user
        if (typeof id !== 'string' || !id) throw fault('call', 'identify needs an id')
        // Nobody speaks with the token of the user before.
        speaker = { token: (id === speaker.id ? speaker : options).token, ...user } as Identity
        guarded ||= !!user.token
        asked = -Infinity
        const { from, other } = await keeper.commit((before, now) => {
          const { book, from } = identify(before, user, now)
          // Nothing was sent under the anonymous id before something was written down: there is nothing to join.
          const { moments, lessons, commitments } = before
          const joins = from && Object.keys({ ...moments, ...lessons, ...commitments }).length
          const events: Draft[] = joins ? [{ type: 'gainloop.user.identified', data: { anonymous: from } }] : []
          return { book, events, value: { from, other: !from && id !== before.user.id } }
        })
        if (other) await forgetUser()
        // What is not sent yet goes under the user it turned out to be of.
        if (from)
          await host.vault.revise((waiting) =>
            waiting.map((record) => {
              const { event } = record
              return event.subject === from ? { ...record, event: { ...event, subject: id } as GainloopEvent } : record
            }),
          )
        // A new token may be what the endpoint was waiting for.
        if (user.token) outbox?.wake()
        attention.changed()
      }),
    track(action, details) {
      // The time of the call: consent may come later.
      const at = host.now()
      inTurn(async () => {
        const { actions } = playbook
        if (!Object.hasOwn(actions, action))
          throw fault('unknown-action', `no action "${action}"`, undefined, [action, Object.keys(actions)])
        const id = idOf(details?.id || host.id())
        const key = momentKey(action, id)
        const first = await keeper.commit((before, now) => {
          const known = before.moments[key]
          // Told again, it was completed when it was. Not before the user was first seen, maybe by this very write:
          // periods are counted from there.
          const tracked = trackedMoment(action, details, id, known?.at ?? Math.max(at, before.user.since))
          const book = track(before, playbook, tracked, now)
          return { book, events: trackEvents(book, tracked), value: !known }
        })
        if (first && actions[action]?.goal) attention.tracked(key)
        look()
      })
    },
    result: (momentId, metrics) =>
      inTurn(async () => {
        await (await rare()).report(inside, idOf(momentId), metrics)
        look()
      }),
    cancel: (momentId) =>
      inTurn(async () => {
        await (await rare()).withdraw(inside, idOf(momentId))
        attention.changed()
      }),
    ask: (target) =>
      inTurn(async () => {
        await (await rare()).askFor(inside, idOf(target))
        await attention.askByHand()
      }),
    lesson: (id) =>
      inTurn(async () => {
        await caughtUp()
        const { opened } = await rare()
        await attention.browse(await opened(inside, id))
      }),
    lessons: () =>
      inTurn(async () => {
        await caughtUp()
        const { shelf } = await rare()
        await attention.browse(shelf(playbook))
      }),
    mount(element, action) {
      if (!element?.append) {
        report(fault('call', 'mount needs an element'))
        return () => {}
      }
      const mount = { element, action }
      mounts.push(mount)
      attention.move()
      return () => {
        const at = mounts.indexOf(mount)
        if (at < 0) return
        mounts.splice(at, 1)
        attention.move()
      }
    },
    async explain(action) {
      await queue
      const reason = attention.busy()
      return (await rare()).explain(
        inside,
        parts.explain,
        { ...facts(await keeper.read()), ...(reason && { busy: reason }) },
        action,
      )
    },
    setLanguage(tag) {
      language = `${tag}`
      attention.refresh()
    },
    setTheme(next) {
      theme = next
      attention.refresh()
    },
    consent(granted) {
      const calls = held
      if (!granted) {
        held = []
        outbox?.destroy()
        // Also what an earlier page wrote, when consent was given.
        queue = queue.then(() => keeper.forget()).catch(report)
        forgetUser()
      } else if (calls) {
        held = undefined
        deliver()
        for (const call of calls) call()
        look()
      }
    },
    async flush() {
      await queue
      await outbox?.flush()
    },
    reset: () =>
      inTurn(async () => {
        forgetUser()
        // Forgotten first: the page may be on its way to the login.
        await keeper.commit(({ clock }, now) => ({ book: { ...emptyBook(`anon-${host.id()}`, now), clock }, value: 0 }))
        await forgetUser()
        // What still waits goes with the token of the user it is of.
        const left = speaker
        outbox?.flush().then(() => {
          if (speaker === left) speaker = { id: '', token: options.token as Token }
        })
      }),
    destroy() {
      for (const part of [attention, busy, session, outbox]) part?.destroy()
      for (const cleanup of cleanups) cleanup()
      stopWaiting()
      channel.close()
    },
  }
  if (options.debug)
    // Before anything is decided, so that it hears every decision.
    await parts
      .debug()
      .then(({ debug }) => cleanups.push(debug(context, attention, createAttention, rare, options)), report)
  if (options.launcher) {
    // Not waited for: nothing that is called depends on it.
    const there = parts
      .launcher()
      .then(({ launcher }) => launcher(context, attention, loop.lessons, name))
      .catch(report)
    cleanups.push(() => void there.then((remove) => remove?.()))
  }
  if (first) loop.identify(first)
  // After the calls that wait for the loop: one of them may name another user, or none.
  cleanups.push(host.after(0, look))
  return loop
}
