/** Entry of `gainloop.debug.js`, fetched with `data-debug` only: logs every decision with its reason, and shows the panel. */
import { date } from '../ask/sentence'
import type { Facts } from '../ask/circumstances'
import { openChannel } from '../host/channel'
import { busyElsewhere } from '../host/lock'
import type { Book } from '../moment/book'
import type { Debugged } from './debugged'
import { type DryRun, startDryRun } from './dry-run'
import { openPanel } from './mount'
import { createLog } from './log'
import { type Picture, pictureOf } from './picture'
import { storageFinder } from './storage'

export type { Debugged } from './debugged'

/** Below this width, in CSS px, the panel makes way for the card it opens. */
const NARROW = 860

/** Opens the panel. Returns what removes it and stops listening. */
export function debug(debugged: Debugged): () => void {
  const { context, attention, options, name } = debugged
  const { host, keeper, playbook } = context
  const log = createLog((line) => console.info(`[gainloop] ${line}`))
  const findStorage = storageFinder(name, options.storage)
  let dry: DryRun | undefined
  let picture: Picture | undefined
  let open = false
  let said = ''
  let gone = false

  /** As they are for the page's own asks, which another tab's card or a dry run keeps waiting. */
  const factsNow = async (book: Book): Promise<Facts> => {
    const elsewhere = busyElsewhere(`${name}:card`)
    const busy = attention.busy(book) ?? (dry ? 'open' : undefined)
    return { ...context.facts(book), busy: busy ?? (await elsewhere) }
  }
  const gather = async (): Promise<Picture> => {
    const own = await keeper.read()
    log.written(own, playbook)
    const run = dry
    const book = run ? await run.read() : own
    const now = (run ?? host).now()
    return pictureOf({
      playbook,
      book,
      own,
      facts: run ? run.facts(book) : await factsNow(book),
      now,
      dry: run && { ahead: now - host.now(), posted: run.posted },
      waiting: await host.vault.waiting(),
      language: context.language(),
      endpoint: options.endpoint,
      storage: await findStorage(await host.vault.book()),
    })
  }

  const paint = (): void => {
    if (gone) return
    const model = { picture, open, status: said, theme: context.theme() }
    frame.show(model, context.language(), playbook.source.theme?.position)
  }

  /** One after the other; what changes while one is read is read once more. */
  const inTurn = (work: () => Promise<void>): void => {
    queue = queue.then(work).catch((cause: unknown) => console.warn('[gainloop] debug panel:', cause))
  }
  let queue: Promise<unknown> = Promise.resolve()
  let stale = false
  const refresh = (): void => {
    if (stale || gone) return
    stale = true
    inTurn(async () => {
      stale = false
      picture = await gather()
      paint()
    })
  }

  /** Tries something on the copy, which is made when the first thing is tried. `work` says what came of it. */
  const attempt = (work: (run: DryRun) => Promise<string> | string): void =>
    inTurn(async () => {
      if (gone) return
      dry ??= startDryRun(debugged, await keeper.read(), refresh)
      if (innerWidth < NARROW) open = false
      paint()
      said = await work(dry)
      refresh()
    })
  const nothing = 'There is nothing to ask: the reasons say why.'
  const jumpTo = (run: DryRun, time: number): string => {
    run.jump(time)
    return `It is ${date(run.now())} on the copy.`
  }

  const frame = openPanel(
    {
      toggle() {
        open = !open
        paint()
        refresh()
      },
      jump: (by) => attempt((run) => jumpTo(run, run.now() + by)),
      jumpTo: (time) => attempt((run) => jumpTo(run, time)),
      backToNow: () =>
        inTurn(async () => {
          dry?.end()
          dry = undefined
          said = 'Back to now. The copy is thrown away.'
          refresh()
        }),
      ask: ({ asked, name: what }) => attempt(async (run) => ((await run.ask(asked)) ? `Asked: ${what}.` : nothing)),
      answer: ({ action, moment, name: what }, value) =>
        attempt(async (run) => ((await run.answer(action, moment, value)) ? `Answered “${value}”: ${what}.` : nothing)),
      openLesson: (id) =>
        attempt(async (run) => {
          await run.open(id)
          return `Opened: ${id}.`
        }),
    },
    refresh,
  )

  const channel = openChannel(name, refresh)
  const stops = [
    attention.onDecision(({ book, now }) => {
      void factsNow(book).then((facts) => log.decided({ playbook, book, facts, now }))
      refresh()
    }),
    context.onAppearance(paint),
    host.vault.onWrite(refresh),
    () => channel.close(),
  ]
  refresh()

  return () => {
    gone = true
    for (const stop of stops) stop()
    dry?.end()
    frame.remove()
  }
}
