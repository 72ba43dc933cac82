/** The methods that most pages never call, loaded with the first of them. */
import type { ResultOptions, Verdict } from '../api'
import { askNow } from '../ask/ask-now'
import type { Facts } from '../ask/circumstances'
import { browseLesson, browseShelf } from '../ask/flow'
import { momentAbout } from '../lesson/about'
import { doneOf, recordLesson } from '../lesson/progress'
import { shelfOf } from '../lesson/shelf'
import { cancel } from '../moment/cancel'
import { periodOf } from '../moment/digest'
import { addResult, figures, type Measured } from '../moment/result'
import type { CompiledAction, CompiledPlaybook } from '../playbook/compiled'
import { readTime } from '../playbook/time'
import { measuredBand } from '../rating/measured'
import type { CardStart } from './card'
import type { Context } from './context'
import { type Fault, fault, leftOut } from './fault'
import { jsonValues } from './json-values'
import type { Draft } from './keeper'

type Stages = Pick<Context, 'playbook' | 'keeper'>

/** What the endpoint hears of a result: of a track it is the track's, not the period's. */
const measuredEvent = (
  playbook: CompiledPlaybook,
  { moment, track }: Measured,
  metrics: Record<string, number>,
): Draft => {
  const { id, action, metrics: all } = moment
  if (track !== undefined) return { type: 'gainloop.result.measured', data: { moment: track, action, metrics } }
  const band = measuredBand(playbook.actions[action] as CompiledAction, all)
  const data = { moment: id, action, metrics, ...(band && { band }), ...periodOf(moment) }
  return { type: 'gainloop.result.measured', data }
}

/** What a result can't be added to, and what to write instead. */
const unknownTarget = ({ actions }: CompiledPlaybook, target: string): Fault =>
  Object.hasOwn(actions, target)
    ? fault(
        'unknown-moment',
        `result: expected the id of a moment, got the action "${target}", which has no periods; write the id that \`track\` was given`,
      )
    : fault('unknown-moment', `no moment "${target}"`)

/**
 * Adds measured results to every moment of this id, or to the period of this action.
 * @param at the period that holds this time @default now
 * @throws {Fault} where there is none
 * @throws {TypeError} where `at` is no date
 */
export async function recordResult(
  { playbook, keeper, report }: Stages & Pick<Context, 'report'>,
  target: string,
  given: Record<string, number>,
  at?: ResultOptions['at'],
): Promise<void> {
  const time = at == null ? undefined : +readTime(at)
  if (Number.isNaN(time)) throw new TypeError('result: at is no date')
  const { value, problems } = jsonValues(given, 'metrics')
  if (problems[0]) report(leftOut(`result ${target}`, problems))
  const metrics = figures((value ?? {}) as Record<string, number>)
  const names = Object.keys(metrics)
  if (names.length === 0) throw fault('call', `result: expected figures by name, such as { openRate: 0.31 }, got none`)
  const measured = await keeper.commit((before, now) => {
    const { book, measured } = addResult(before, playbook, { target, metrics, at: time ?? now }, now)
    return { book, events: measured.map((one) => measuredEvent(playbook, one, metrics)), value: measured }
  })
  if (measured.length === 0) throw unknownTarget(playbook, target)
  for (const { moment } of measured) reportUndeclared(moment.action, names, { playbook, report })
}

/**
 * Figures that the playbook does not declare are kept, for its conditions. An action that declares none takes what comes, unless it
 * has periods: there the figures are all that a result is.
 */
function reportUndeclared(
  name: string,
  given: readonly string[],
  { playbook, report }: Pick<Context, 'playbook' | 'report'>,
): void {
  const action = playbook.actions[name]
  if (!action) return
  const known = Object.keys(action.metrics)
  const [undeclared] = given.filter((metric) => !known.includes(metric))
  if (undeclared === undefined || (known.length === 0 && !('period' in action.ask.trigger))) return
  report(
    fault(
      'call',
      `result: the action "${name}" declares no metric "${undeclared}"; the figure is kept, but never shown`,
      {
        near: [undeclared, known],
      },
    ),
  )
}

/** Withdraws the asks of every moment of this id. @throws {Fault} where there is none */
export async function cancelMoment({ keeper }: Stages, momentId: string): Promise<void> {
  const found = await keeper.commit((before, now) => {
    const { book, cancelled } = cancel(before, momentId, now)
    const events = cancelled.map((data): Draft => ({ type: 'gainloop.action.cancelled', data }))
    return { book, events, value: cancelled.length > 0 }
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
  const offer = { lesson: lesson.source, done: doneOf(record), requested: !!record?.requested }
  return { book, flow: browseLesson(offer, momentAbout(book, lesson.source)) }
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
