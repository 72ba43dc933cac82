/** Calls that most pages never make, and what to say of a name that does not exist: fetched when one is made. */
import { askNow } from '../ask/ask-now'
import type { Facts } from '../ask/circumstances'
import { browseLesson, browseShelf, type FlowState } from '../ask/flow'
import type { Verdict } from '../api'
import type { Host } from '../host/host'
import { doneOf, recordLesson } from '../lesson/progress'
import { shelfOf } from '../lesson/shelf'
import type { Book } from '../moment/book'
import { cancel } from '../moment/cancel'
import { addResult, figures } from '../moment/result'
import type { CompiledAction, CompiledPlaybook } from '../playbook/compiled'
import { measuredBand } from '../rating/measured'
import { fault } from './fault'
import type { Draft, Keeper } from './keeper'

export interface Inside {
  playbook: CompiledPlaybook
  keeper: Keeper
  host: Host
  /** As `storageName` gives it. */
  name: string
}

/** Measured results of a moment, and the event for each moment of this id. */
export async function report(
  { playbook, keeper }: Inside,
  momentId: string,
  metrics: Record<string, number>,
): Promise<void> {
  const found = await keeper.commit((before, now) => {
    const { book, moments } = addResult(before, playbook, momentId, metrics, now)
    const events = moments.map(({ id: moment, action, ...of }): Draft => {
      const band = measuredBand(playbook.actions[action] as CompiledAction, of.metrics)
      return {
        type: 'gainloop.result.measured',
        data: { moment, action, metrics: figures(metrics), ...(band && { band }) },
      }
    })
    return { book, events, value: moments.length }
  })
  if (!found) throw fault('unknown-moment', `no moment "${momentId}"`)
}

export async function withdraw({ keeper }: Inside, momentId: string): Promise<void> {
  const found = await keeper.commit((before, now) => {
    const { book, moments } = cancel(before, momentId, now)
    return { book, value: moments.length }
  })
  if (!found) throw fault('unknown-moment', `no moment "${momentId}" to cancel`)
}

/** The ask of this action or moment is the next to be shown, whatever the limits say. */
export async function askFor({ playbook, keeper }: Inside, target: string): Promise<void> {
  const found = await keeper.commit((before, now) => {
    const { book, key } = askNow(before, playbook, target, now)
    return { book, value: key }
  })
  if (!found) throw fault('unknown-moment', `no moment "${target}"`, undefined, [target, Object.keys(playbook.actions)])
}

/** One lesson, opened by hand: shown like any other, though for no rating. */
export async function opened({ playbook, keeper }: Inside, id: string): Promise<() => FlowState> {
  const { lessons } = playbook
  const lesson = lessons.find((one) => one.id === id)
  if (!lesson) throw fault('unknown-lesson', `no lesson "${id}"`, undefined, [`${id}`, lessons.map((one) => one.id)])
  const { kind } = lesson
  const book = await keeper.commit((before, now) => ({
    book: recordLesson(before, 'shown', { lesson: id }, now),
    events: [{ type: 'gainloop.lesson.shown', data: { lesson: id, kind } }],
    value: before,
  }))
  const record = book.lessons[id]
  return () => browseLesson({ lesson: lesson.source, done: doneOf(record), requested: !!record?.requested })
}

export const shelf =
  (playbook: CompiledPlaybook) =>
  (book: Book): FlowState =>
    browseShelf(shelfOf(playbook, book))

/** Every verdict in sentences. They are in a file of their own, which a hash-only policy keeps from loading: then it says so. */
export async function explain(
  { playbook, keeper, host, name }: Inside,
  load: () => Promise<typeof import('../explain')>,
  facts: Facts,
  action: string | undefined,
): Promise<Verdict[]> {
  try {
    const sentences = await load()
    const busy = facts.busy ?? (await sentences.busyElsewhere(`${name}:card`))
    const about = { playbook, book: await keeper.read(), facts: { ...facts, busy }, now: host.now() }
    return sentences.explain({ ...about, ...(action && { action }) })
  } catch (cause) {
    return [
      {
        action: action ?? '*',
        ask: false,
        reasons: [{ code: 'no-sentences', message: `gainloop.explain.js: ${cause}` }],
      },
    ]
  }
}
