/**
 * The composition root: playbook → moment → ask → rating → lesson → delivery. It hands each stage's result to the next
 * and owns what has to be cleaned up. Loaded by the front when there is something to do; the card loads when one is due.
 */
import type { Facts } from '../ask/facts'
import { lookAgain } from '../ask/look-again'
import { createOutbox, type Outbox } from '../delivery/outbox'
import type { Front, Verdict } from '../gainloop'
import { browserHost } from '../host/browser'
import { watchBusy } from '../host/busy'
import { openChannel } from '../host/channel'
import { deviceKind, pageFacts } from '../host/facts'
import type { Host } from '../host/host'
import { listen } from '../host/listen'
import { storageName } from '../host/name'
import { openSession } from '../host/session'
import { factsFor } from '../lesson/facts'
import { type Book, emptyBook, momentKey } from '../moment/book'
import { cancel } from '../moment/cancel'
import { identify } from '../moment/identify'
import { addResult } from '../moment/result'
import { track } from '../moment/track'
import type { GainloopOptions, Identity, Token, TrackDetails } from '../options'
import { chooseLanguage, languagesOf } from '../playbook/language'
import { nearest } from '../playbook/nearest'
import type { Playbook } from '../playbook/schema'
import { segmentsOf } from '../playbook/segments'
import { createAttention } from './attention'
import type { Context } from './context'
import { createKeeper, type Draft } from './keeper'
import { join, moveHome, readdress } from './moving'
import { loadPlaybook, type PlaybookError } from './source'
import { measuredEvent, trackEvents } from './told'
import { figuresOf, trackedMoment } from './tracked'
import { withoutPlaybook } from './without'

/** What the front passes on, in the order it was called. No method throws or rejects. */
export interface Loop {
  identify(user: Identity): unknown
  track(action: string, details?: TrackDetails): unknown
  result(momentId: string, metrics: Record<string, number>): unknown
  cancel(momentId: string): unknown
  ask(target: string): unknown
  lesson(id: string): unknown
  mount(element: Element, action?: string): () => void
  explain(action?: string): Promise<Verdict[]>
  setLanguage(tag: string): unknown
  setTheme(theme: 'auto' | 'light' | 'dark'): unknown
  consent(granted: boolean): unknown
  flush(): Promise<void>
  reset(): unknown
  destroy(): void
}

/** @param first the user named before the loop was loaded */
export async function createLoop({ options, emit }: Front, first: Identity | undefined): Promise<Loop> {
  const name = storageName(options.name)
  const report = (code: string, message: string, cause?: unknown): void => {
    console.warn(`[gainloop] ${message}`)
    emit('error', { code, message, ...(cause !== undefined && { cause }) })
  }
  const browser = (storage: GainloopOptions['storage']): Host =>
    browserHost({
      ...(options.name && { name: options.name }),
      ...(options.fetch && { fetch: options.fetch }),
      storage: storage || 'local',
      merge: join,
    })

  let consented = options.consent !== 'wait'
  /** Before consent everything happens in memory. */
  let world = browser(consented ? options.storage : 'memory')
  const host: Host = {
    ...world,
    get vault() {
      return world.vault
    },
  }
  /** The token speaks for one user; another user's events wait for theirs. */
  let speaker: { id?: string; token: Token | undefined } = { token: options.token }
  let outbox: Outbox | undefined
  const send = (): void => {
    if (!options.endpoint || outbox) return
    outbox = createOutbox({
      host: world,
      endpoint: options.endpoint,
      lock: `${name}:send`,
      token: (subject) => {
        const { id, token } = speaker
        if (subject.startsWith('anon-')) return undefined
        // Another user's events wait until that user is back.
        if (id !== undefined && id !== subject) return null
        return typeof token === 'function' ? token() : token
      },
      onError: ({ code, message, cause }) => report(code, message, cause),
    })
    outbox.wake()
  }
  if (consented) send()
  if (!options.endpoint)
    report('endpoint-missing', 'no endpoint: ratings stay in this browser. Add data-endpoint="/api/gainloop" to the script tag')

  let playbook: Playbook | undefined
  try {
    playbook = await loadPlaybook(options.playbook, host.fetch)
  } catch (cause) {
    const { code = 'playbook', message } = cause as PlaybookError
    report(code, message, cause)
  }
  if (!playbook) return withoutPlaybook(
      () => outbox?.flush(),
      () => outbox?.destroy(),
    )
  const loaded = playbook

  const session = openSession(name, host.now, consented && options.storage !== 'memory')
  const busy = watchBusy()
  const mounts: { element: Element; action: string | undefined }[] = options.container
    ? [{ element: options.container, action: undefined }]
    : []
  let { language, theme = 'auto' } = options

  const cardLanguage = (): string =>
    chooseLanguage(
      [language, document.documentElement.lang, ...navigator.languages].filter((tag): tag is string => !!tag),
      languagesOf(loaded),
    )
  const facts = (book: Book): Facts => ({
    traits: book.user.traits,
    language: cardLanguage(),
    device: { kind: deviceKind() },
    page: pageFacts(),
    session: { asks: session.asks() },
    consent: consented,
  })

  const channel = openChannel(name, () => attention.changed())
  const keeper = createKeeper({
    host,
    playbookId: loaded.id,
    common: (book) => ({
      language: cardLanguage(),
      segments: segmentsOf(loaded, factsFor(facts(book), undefined, undefined)),
    }),
    wakeAt: (book, now) => lookAgain({ playbook: loaded, book, facts: facts(book), now }),
    committed(events) {
      for (const event of events) emit(event.type, event)
      if (events.length) outbox?.wake(events)
      channel.post(0)
    },
  })
  const context: Context = {
    host,
    playbook: loaded,
    keeper,
    facts,
    language: cardLanguage,
    theme: () => theme,
    container: (action) => mounts.findLast((mount) => !mount.action || mount.action === action)?.element,
  }
  const attention = createAttention({ context, busy, session, name, ready: () => consented })

  /** One call after the other; what goes wrong in one is told and stops there. */
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T | undefined> => {
    const done = queue.then(work).catch((cause: unknown) => {
      report('call', cause instanceof Error ? cause.message : String(cause), cause)
      return undefined
    })
    queue = done
    return done
  }
  const commit = (step: (book: Book, now: number) => { book: Book; events?: Draft[] }) =>
    keeper.commit((book, now) => ({ ...step(book, now), value: undefined }))
  const known = (action: string): boolean => {
    if (Object.hasOwn(loaded.actions, action)) return true
    const actions = Object.keys(loaded.actions)
    report('unknown-action', `the playbook has no action "${action}"; did you mean "${nearest(action, actions)}"?`)
    return false
  }

  // Where it exists; patching `history` breaks pages, and a decision is made anew at every other wake-up anyway.
  const { navigation } = window as { navigation?: EventTarget }
  const goesOn = [
    listen(document, 'visibilitychange', () => document.hidden || attention.look()),
    ...(navigation ? [listen(navigation, 'navigatesuccess', () => attention.look())] : []),
  ]

  const loop: Loop = {
    identify: (user) =>
      inTurn(async () => {
        if (typeof user?.id !== 'string' || !user.id)
          throw new TypeError(`identify: expected { id: "…" }, got ${JSON.stringify(user)}`)
        const { id, traits, token = speaker.token } = user
        speaker = { id, token }
        const from = await keeper.commit((before, now) => {
          const { book, from } = identify(before, { id, ...(traits && { traits }) }, now)
          if (before.user.id !== id && !from) session.clear()
          const events: Draft[] = from ? [{ type: 'gainloop.user.identified', data: { anonymous: from } }] : []
          return { book, events, value: from }
        })
        if (from) await readdress(host.vault, from, id)
        // A new token may be what the endpoint was waiting for.
        if (user.token) outbox?.flush()
        else outbox?.wake()
        attention.refresh()
        attention.look()
      }),
    track: (action, details) =>
      inTurn(async () => {
        if (!known(action)) return
        const moment = await keeper.commit((before, now) => {
          const tracked = trackedMoment(loaded, action, details, host.id(), now)
          const book = track(before, loaded, tracked, now)
          return { book, events: trackEvents(book, tracked), value: book.moments[momentKey(action, tracked.id)] }
        })
        const wantsGoal = loaded.actions[action]?.goal && moment && !moment.goal
        if (wantsGoal) attention.askGoal(moment)
        else attention.look()
      }),
    result: (momentId, metrics) =>
      inTurn(async () => {
        const found = await keeper.commit((before, now) => {
          const { book, moments } = addResult(before, loaded, momentId, figuresOf(metrics), now)
          const events = moments.map((moment) => measuredEvent(loaded, moment, figuresOf(metrics)))
          return { book, events, value: moments.length }
        })
        if (!found) report('unknown-moment', `result: no moment has the id "${momentId}"; track it first`)
        attention.look()
      }),
    cancel: (momentId) =>
      inTurn(async () => {
        await commit((before, now) => cancel(before, momentId, now))
        attention.changed()
      }),
    ask: (target) =>
      inTurn(async () => {
        if (!(await attention.ask(target)))
          report('unknown-moment', `ask: "${target}" is neither an action that was tracked nor a moment's id`)
      }),
    lesson: (id) =>
      inTurn(async () => {
        if (!(await attention.browse(id))) {
          const ids = loaded.lessons.map((lesson) => lesson.id)
          report('unknown-lesson', `the playbook has no lesson "${id}"; did you mean "${nearest(id, ids)}"?`)
        }
      }),
    mount(element, action) {
      const mount = { element, action }
      mounts.push(mount)
      attention.move()
      return () => {
        mounts.splice(mounts.indexOf(mount), 1)
        attention.move()
      }
    },
    async explain(action) {
      await queue
      const book = await keeper.read()
      const { explain } = await import('../ask/explain')
      const reason = attention.busy()
      const now = { ...facts(book), ...(reason && { busy: reason }) }
      return explain({ playbook: loaded, book, facts: now, now: host.now(), ...(action !== undefined && { action }) })
    },
    setLanguage(tag) {
      language = tag
      attention.refresh()
    },
    setTheme(next) {
      theme = next
      attention.refresh()
    },
    consent: (granted) =>
      inTurn(async () => {
        if (granted === consented) return
        consented = granted
        if (granted) {
          const before = world.vault
          world = browser(options.storage)
          await moveHome(before, world.vault)
          send()
          return attention.look()
        }
        attention.clear()
        outbox?.destroy()
        outbox = undefined
        await world.vault.clear()
        world.vault.close()
        session.clear()
        world = browser('memory')
      }),
    async flush() {
      await queue
      await outbox?.flush()
    },
    reset: () =>
      inTurn(async () => {
        attention.clear()
        await outbox?.flush()
        speaker = { token: undefined }
        session.clear()
        await commit((before, now) => {
          const fresh = emptyBook(`anon-${host.id()}`, now)
          return { book: { ...fresh, clock: before.clock } }
        })
      }),
    destroy() {
      attention.destroy()
      busy.destroy()
      session.destroy()
      channel.close()
      outbox?.destroy()
      for (const stop of goesOn) stop()
      world.vault.close()
    },
  }
  if (first) loop.identify(first)
  attention.look()
  return loop
}
