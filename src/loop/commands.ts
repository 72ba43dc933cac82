/** The methods that most pages never call, loaded with the first of them. */
import type { Verdict } from '../api'
import { askNow } from '../ask/ask-now'
import type { Facts } from '../ask/circumstances'
import { browseLesson, browseShelf } from '../ask/flow'
import { doneOf, recordLesson } from '../lesson/progress'
import { shelfOf } from '../lesson/shelf'
import { cancel } from '../moment/cancel'
import { periodOf } from '../moment/digest'
import { addResult, figures } from '../moment/result'
import type { CompiledAction } from '../playbook/compiled'
import { measuredBand } from '../rating/measured'
import type { CardStart } from './card'
import type { Context } from './context'
import { fault, leftOut } from './fault'
import { jsonValues } from './json-values'
import type { Draft } from './keeper'

type Stages = Pick<Context, 'playbook' | 'keeper'>

/** Adds measured results to every moment of this id. @throws {Fault} where there is none */
export async function recordResult(
  { playbook, keeper, report }: Stages & Pick<Context, 'report'>,
  momentId: string,
  given: Record<string, number>,
): Promise<void> {
  const { value, problems } = jsonValues(given, 'metrics')
  if (problems[0]) report(leftOut(`result ${momentId}`, problems))
  const metrics = (value ?? {}) as Record<string, number>
  const found = await keeper.commit((before, now) => {
    const { book, moments } = addResult(before, playbook, momentId, metrics, now)
    const events = moments.map((moment): Draft => {
      const { id, action, metrics: all } = moment
      const band = measuredBand(playbook.actions[action] as CompiledAction, all)
      const data = { moment: id, action, metrics: figures(metrics), ...(band && { band }), ...periodOf(moment) }
      return { type: 'gainloop.result.measured', data }
    })
    return { book, events, value: moments.length > 0 }
  })
  if (!found) throw fault('unknown-moment', `no moment "${momentId}"`)
}

/** Withdraws the asks of every moment of this id. @throws {Fault} where there is none */
export async function cancelMoment({ keeper }: Stages, momentId: string): Promise<void> {
  const found = await keeper.commit((before, now) => {
    const { book, moments } = cancel(before, momentId, now)
    return { book, value: moments.length > 0 }
  })
  if (!found) throw fault('unknown-moment', `no moment "${momentId}" to cancel`)
}

/** Makes the ask of this action or moment the next to be shown, whatever the limits say. @throws {Fault} where there is none */
export async function requestAsk({ playbook, keeper }: Stages, target: string): Promise<void> {
  const found = await keeper.commit((before, now) => {
    const { book, key } = askNow(before, playbook, target, now)
    return { book, value: key !== undefined }
  })
  if (!found) throw fault('unknown-moment', `no moment "${target}"`, { near: [target, Object.keys(playbook.actions)] })
}

/** One lesson, opened by hand: written down as shown, though for no rating. @throws {Fault} for a lesson that does not exist */
export async function openLesson({ playbook, keeper }: Stages, id: string): Promise<CardStart> {
  const { lessons } = playbook
  const lesson = lessons.find((one) => one.id === id)
  if (!lesson) throw fault('unknown-lesson', `no lesson "${id}"`, { near: [`${id}`, lessons.map((one) => one.id)] })
  const { before, book } = await keeper.commit((before, now) => {
    const book = recordLesson(before, 'shown', { lesson: id }, now)
    return {
      book,
      events: [{ type: 'gainloop.lesson.shown', data: { lesson: id, kind: lesson.kind } }],
      value: { before, book },
    }
  })
  const record = before.lessons[id]
  return { book, flow: browseLesson({ lesson: lesson.source, done: doneOf(record), requested: !!record?.requested }) }
}

/** The list of the lessons that this user was shown. */
export async function openLessonList({ playbook, keeper }: Stages): Promise<CardStart> {
  const book = await keeper.read()
  return { book, flow: browseShelf(shelfOf(playbook, book)) }
}

/**
 * Every verdict in sentences. They are in a file of their own: where a policy forbids it, one verdict says so.
 * @param lock the name of the lock that a tab holds while it shows a card
 */
export async function explainVerdicts(
  { playbook, keeper, host }: Stages & Pick<Context, 'host'>,
  facts: (book: Awaited<ReturnType<Stages['keeper']['read']>>) => Facts,
  lock: string,
  load: () => Promise<typeof import('../explain')>,
  action: string | undefined,
): Promise<Verdict[]> {
  try {
    const { explain, busyElsewhere } = await load()
    const book = await keeper.read()
    const known = facts(book)
    const busy = known.busy ?? (await busyElsewhere(lock))
    const about = { playbook, book, facts: { ...known, busy }, now: host.now() }
    return explain({ ...about, ...(action && { action }) })
  } catch (cause) {
    const message = `gainloop.explain.js: ${cause}`
    return [{ action: action ?? '*', ask: false, reasons: [{ code: 'no-sentences', message }] }]
  }
}
