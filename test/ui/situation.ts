/** Card models from the shared playbooks, by what a URL's query or a test asks for. */
import { advance, browseShelf, type FlowEvent, type FlowState, startFlow } from '../../src/ask/flow'
import type { ShelfLesson } from '../../src/lesson/shelf'
import type { Moment } from '../../src/moment/book'
import { compilePlaybook } from '../../src/playbook/compile'
import type { Band, Lesson, LessonKind, Playbook, ScaleKind } from '../../src/playbook/schema'
import { plainText } from '../../src/playbook/text'
import type { CardModel } from '../../src/ui/mount'
import { arabic } from './texts'

export interface Situation {
  playbook: Playbook
  step?: FlowState['step']
  action?: string
  scale?: ScaleKind
  kind?: LessonKind
  band?: Band
  language?: string
  gain?: 'up' | 'down' | 'rating'
  done?: number
  committed?: boolean
}

const NOW = Date.UTC(2026, 2, 9, 10)
const DAY = 86_400_000

/** Where the scale of a kind is used, or an action of that kind can be found. */
const actionFor = ({ playbook, action, scale, kind, step }: Situation): string => {
  const names = Object.keys(playbook.actions)
  const lesson = kind && playbook.lessons.find((one) => one.kind === kind)
  const uses = (name: string): boolean => {
    const declared = playbook.actions[name]?.ask.scale ?? 'outcome'
    return (typeof declared === 'string' ? declared : declared.kind) === scale
  }
  return (action ??
    lesson?.for.actions?.[0] ??
    names.find((name) => (step === 'goal' ? playbook.actions[name]?.goal : scale ? uses(name) : true)) ??
    names[0]) as string
}

export const modelOf = (situation: Situation): CardModel => {
  const { step = 'question', scale, band = 'missed', kind, gain } = situation
  const name = actionFor(situation)
  const language = situation.language ?? situation.playbook.languages?.[0] ?? 'en'
  const declared = situation.playbook.actions[name]
  if (!declared) throw new Error(`No action ${name}`)
  const ask =
    scale && scale !== 'number' && !matches(declared.ask.scale, scale) ? { ...declared.ask, scale } : declared.ask
  const playbook: Playbook = {
    ...situation.playbook,
    texts: language === 'ar' ? arabic : {},
    actions: { ...situation.playbook.actions, [name]: { ...declared, ask } },
  }
  const metrics = Object.fromEntries(
    Object.entries(declared.metrics ?? {}).map(([metric, { unit }]) => [
      metric,
      { percent: 0.021, currency: 1840, duration: 480, number: 2.4 }[unit],
    ]),
  )
  const moment: Moment = {
    id: 'c_42',
    action: name,
    at: NOW - 3 * DAY,
    updated: NOW,
    label: language === 'ar' ? 'تخفيضات الربيع' : 'Spring sale',
    metrics,
    ...(declared.goal && step !== 'goal' && { goal: declared.goal.options[0]?.id as string }),
  }
  const lesson = lessonFor(playbook, name, band, kind)
  const commit = playbook.lessons.find((one) => one.commit)?.commit ?? ''
  const planned = plainText(commit, { language, fallback: 'en', values: {} })
  const value = band === 'reached' ? 'yes' : band === 'partly' ? 'partly' : 'not-yet'
  const rating = { id: 'r_1', value, scale: 'outcome', score: 0, band }
  const begun = startFlow({ playbook: compilePlaybook(playbook), moment, id: 'r_1' })
  const rated = ['reasons', 'lesson', 'thanks'].includes(step)
  const flow: FlowState = {
    ...begun,
    ask: rated ? { ...begun.ask, scale: { kind: 'outcome' } } : begun.ask,
    step,
    ...(step === 'review' && { commitment: { id: 'k_1', lesson: 'x', text: planned } }),
    ...(rated && { rating }),
    ...(step === 'lesson' && lesson && { lesson, more: true }),
    done: stepsOf(lesson)
      .slice(0, situation.done ?? 0)
      .map(({ id }) => id),
    ...(situation.committed && { plan: { id: 'k_1', text: planned } }),
  }
  if (step === 'question') delete flow.rating
  const metric = Object.entries(declared.metrics ?? {}).find(([, { unit }]) => unit === 'percent')?.[0]
  const since = NOW - 40 * DAY
  return {
    flow: step === 'lessons' ? browseShelf(shelved(playbook, planned)) : flow,
    playbook,
    language,
    values: {
      moment,
      metrics,
      goal: declared.goal?.options.find(({ id }) => id === moment.goal)?.label,
      digest: { sum: 38, count: 9, from: NOW - 7 * DAY, to: NOW },
      playbook: { name: playbook.name },
    },
    ...(gain === 'rating' && { gain: { from: 0, to: 0.5, change: 0.5, since, scale: 'outcome', better: true } }),
    ...(gain === 'up' && metric && { gain: { from: 0.013, to: 0.021, change: 0.008, since, metric, better: true } }),
    ...(gain === 'down' &&
      metric && { gain: { from: 0.028, to: 0.021, change: -0.007, since, metric, better: false } }),
  }
}

const matches = (scale: unknown, kind: string): boolean =>
  scale === kind ||
  (scale as { kind?: string } | undefined)?.kind === kind ||
  (scale === undefined && kind === 'outcome')

/** One lesson of each kind: planned, begun, finished in turn. */
const shelved = ({ lessons }: Playbook, planned: string): ShelfLesson[] =>
  lessons
    .filter(({ kind }, index) => lessons.findIndex((one) => one.kind === kind) === index)
    .map((lesson, index) => ({
      lesson,
      done: stepsOf(lesson)
        .slice(0, 2)
        .map(({ id }) => id),
      completed: index % 3 === 2,
      requested: false,
      plan: index % 3 ? undefined : planned,
    }))

const stepsOf = (lesson?: Lesson): { id: string }[] =>
  lesson?.kind === 'checklist' ? lesson.steps : lesson?.kind === 'course' ? lesson.units : []

const lessonFor = (playbook: Playbook, action: string, band: Band, kind?: LessonKind): Lesson | undefined =>
  playbook.lessons.find(
    (lesson) =>
      (kind ? lesson.kind === kind : lesson.for.bands?.includes(band)) &&
      (lesson.for.actions?.includes(action) ?? true),
  ) ?? playbook.lessons.find((lesson) => !kind || lesson.kind === kind)

/** The next model after an event, by the real state machine and the simplest choice of lesson. */
export const after = (model: CardModel, event: FlowEvent): CardModel => {
  const { playbook, flow } = model
  const { state } = advance(flow, event, {
    playbook: compilePlaybook(playbook),
    comesBack: (wait = 3 * DAY) => NOW + wait,
    newId: () => 'k_1',
    plainText: (text) => plainText(text, { language: model.language, fallback: 'en', values: model.values }),
    chooseLesson: ({ band, action }, exclude) => {
      const lesson = playbook.lessons.find(
        ({ id, for: { bands, actions } }) =>
          !exclude.includes(id) && (bands?.includes(band) ?? true) && (actions?.includes(action) ?? true),
      )
      return lesson && { lesson }
    },
  })
  return { ...model, flow: state }
}
