/**
 * The same decisions and the same card, on a copy of the book and by a clock that can be moved. Nothing of it is stored or
 * posted: its keeper keeps a variable, its network refuses, and what would have been posted is only listed.
 */
import type { Facts } from '../ask/circumstances'
import type { FlowEvent } from '../ask/flow'
import type { GainloopEvent } from '../delivery/event'
import type { Attention } from '../loop/attention'
import type { Context } from '../loop/context'
import type { Draft, Keeper } from '../loop/keeper'
import { type Book, momentKey, type RatingValue } from '../moment/book'
import { compilePlaybook } from '../playbook/compile'
import type { Debugged } from './debugged'
import { unasked, unconditional } from './unasked'

export interface DryRun {
  now(): number
  read(): Promise<Book>
  facts(book: Book): Facts
  /** What would have been posted, oldest first. */
  posted: readonly (Draft | GainloopEvent)[]
  /** Moves the clock to that time, forwards or backwards, and shows what is asked then. */
  jump(to: number): void
  /** As `ask()`: past limits and delays. Resolves to false where that asks nothing. */
  ask(target: string): Promise<boolean>
  /** The card as if that had been answered about this moment, or about an action's latest one, whatever stands against it. */
  answer(action: string, moment: string | undefined, value: RatingValue): Promise<boolean>
  /** As `lesson()`. */
  open(lesson: string): Promise<void>
  /** Puts the copy and its card away; the page's own asks go on. */
  end(): void
}

/** A jump over more than this, in ms, begins another session, as 30 minutes without activity do. */
const SESSION = 30 * 60_000

/**
 * Until it ends the page's own asks wait, as behind another tab's card; a card that is open is put away.
 * @param book the user's own; it is copied
 * @param changed hears every change of the copy
 */
export function startDryRun(
  { context, attention: real, createAttention, parts, name }: Debugged,
  book: Book,
  changed: () => void,
): DryRun {
  const { host, playbook } = context
  const posted: (Draft | GainloopEvent)[] = []
  let kept = structuredClone(book)
  let ahead = 0
  /** What is done in the next card as soon as it opens. */
  let first: FlowEvent[] = []
  let asks = context.facts(book).session?.asks ?? 0

  let release = (): void => {}
  const over = new Promise<void>((resolve) => {
    release = resolve
  })
  const waiting = host.exclusively(`${name}:card`, () => over, true)
  if (real.busy() === 'open') void real.clear()

  const now = (): number => host.now() + ahead
  const commit: Keeper['commit'] = async (step) => {
    const { book: next, events = [], value } = step(kept, now())
    kept = next
    posted.push(...events)
    changed()
    return value
  }
  const keeper: Keeper = {
    ...context.keeper,
    read: async () => kept,
    commit,
    tidy: commit,
    claim: commit,
    forget: async () => {},
  }
  const facts = (of: Book): Facts => ({ ...context.facts(of), session: { asks }, busy: attention?.busy() })
  const copied: Context = {
    ...context,
    host: {
      ...host,
      now,
      exclusively: (_, work) => work(),
      requests: () => Promise.reject(new Error('a dry run sends nothing')),
    },
    keeper,
    answers: context.answers.on({ keeper, now }),
    facts: (of) => ({ ...facts(of), busy: undefined }),
    report: (cause) => console.warn('[gainloop] dry run:', cause),
  }
  const create = (more: Partial<Context> = {}): Attention => {
    const made = createAttention({
      context: { ...copied, ...more },
      name,
      parts,
      ready: () => true,
      busy: { reason: () => undefined, whenFree: atOnce, waiter: () => atOnce, onModal: () => () => {}, destroy() {} },
      session: { asks: () => asks, count: () => void asks++, clear() {}, destroy() {} },
    })
    made.onDecision(changed)
    made.onOpen(({ send }) => {
      first.forEach(send)
      first = []
      changed()
    })
    return made
  }
  let attention = create()
  /** One card at a time: the open one is removed first. */
  const afresh = (more?: Partial<Context>): Attention => {
    first = []
    attention.destroy()
    attention = create(more)
    return attention
  }
  const asked = async (target: string, of = playbook): Promise<boolean> => {
    const { requestAsk } = await parts.commands()
    const before = posted.length
    try {
      await requestAsk({ playbook: of, keeper }, target)
    } catch {
      // There is no such moment.
      return false
    }
    await attention.askNow()
    return posted.slice(before).some(({ type }) => type === 'gainloop.ask.shown')
  }

  return {
    now,
    read: keeper.read,
    facts,
    posted,
    jump(to) {
      if (Math.abs(to - now()) > SESSION) asks = 0
      ahead = to - host.now()
      void afresh().look()
    },
    ask(target) {
      afresh()
      return asked(target)
    },
    answer(action, moment, value) {
      const open = compilePlaybook(unconditional(playbook.source, action))
      afresh({ playbook: open, facts: (of) => ({ ...copied.facts(of), consent: true }) })
      if (moment !== undefined) kept = unasked(kept, momentKey(action, moment), now())
      // What means nothing at the step the card is at changes nothing.
      first = [{ type: 'skip-review' }, { type: 'rate', id: host.id(), value }, { type: 'skip' }]
      return asked(moment ?? action, open)
    },
    async open(lesson) {
      const again = afresh()
      const { openLesson } = await parts.commands()
      const start = await openLesson({ playbook, keeper }, lesson)
      await again.browse(async () => start)
    },
    end() {
      attention.destroy()
      release()
      void waiting.then(() => real.look())
    },
  }
}

const atOnce = (run: () => void): (() => void) => {
  run()
  return () => {}
}
